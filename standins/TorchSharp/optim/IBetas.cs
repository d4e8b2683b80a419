namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Whatever has decay rates of two running means.</summary>
        public interface IBetas
        {
            /// <summary>The decay rates.</summary>
            (double, double) Betas { get; set; }
        }
    }
}
