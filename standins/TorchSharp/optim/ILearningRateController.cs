namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Whatever has a learning rate.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate in use.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate at the start.</summary>
            double InitialLearningRate { get; set; }
        }
    }
}
