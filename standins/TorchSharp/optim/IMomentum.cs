namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Whatever has a momentum.</summary>
        public interface IMomentum
        {
            /// <summary>The share of the last change in the next.</summary>
            double Momentum { get; set; }
        }
    }
}
