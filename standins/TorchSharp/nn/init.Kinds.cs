namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>What follows a layer, for the size of its starting values.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>A convolution.</summary>
                Conv1D = 1,

                /// <summary>A convolution.</summary>
                Conv2D = 2,

                /// <summary>A convolution.</summary>
                Conv3D = 3,

                /// <summary>A transposed convolution.</summary>
                ConvTranspose1D = 4,

                /// <summary>A transposed convolution.</summary>
                ConvTranspose2D = 5,

                /// <summary>A transposed convolution.</summary>
                ConvTranspose3D = 6,

                /// <summary>The logistic function.</summary>
                Sigmoid = 7,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>The positive part.</summary>
                ReLU = 9,

                /// <summary>The positive part plus a fraction of the negative part.</summary>
                LeakyReLU = 10,
            }

            /// <summary>Which way a signal is to keep its size.</summary>
            public enum FanInOut
            {
                /// <summary>Forwards.</summary>
                FanIn = 0,

                /// <summary>Backwards.</summary>
                FanOut = 1,
            }
        }
    }
}
