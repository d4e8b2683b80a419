using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>The factor by which starting values make up for a nonlinearity; param is the slope of a leaky one.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>Sets all elements to one.</summary>
            public static Tensor ones_(Tensor tensor) => Starting.With(tensor, one => one.fill_(1));

            /// <summary>Sets all elements to zero.</summary>
            public static Tensor zeros_(Tensor tensor) => Starting.With(tensor, one => one.zero_());

            /// <summary>Sets all elements to a number.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val) => Starting.With(tensor, one => one.fill_(val));

            /// <summary>Random numbers, uniform from low until before high.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) =>
                Starting.With(tensor, one => one.uniform_(low, high, generator));

            /// <summary>Normal random numbers.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                Starting.With(tensor, one => one.normal_(mean, std, generator));

            /// <summary>Uniform random numbers that keep the size of signals (He and others, 2015).</summary>
            /// <exception cref="ArgumentException">Fewer than 2 dimensions.</exception>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3) * Starting.KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal random numbers that keep the size of signals (He and others, 2015).</summary>
            /// <exception cref="ArgumentException">Fewer than 2 dimensions.</exception>
            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, Starting.KaimingDeviation(tensor, a, mode, nonlinearity));

            /// <summary>Uniform random numbers that keep the size of signals and gradients (Glorot and Bengio, 2010).</summary>
            /// <exception cref="ArgumentException">Fewer than 2 dimensions.</exception>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var bound = Math.Sqrt(3) * Starting.XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal random numbers that keep the size of signals and gradients (Glorot and Bengio, 2010).</summary>
            /// <exception cref="ArgumentException">Fewer than 2 dimensions.</exception>
            public static Tensor xavier_normal_(
                Tensor tensor, double gain = 1.0) =>
                normal_(tensor, 0, Starting.XavierDeviation(tensor, gain));

            /// <summary>How many inputs feed an output, and how many outputs an input feeds.</summary>
            /// <exception cref="ArgumentException">Fewer than 2 dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                var receptive = shape.Skip(2).TotalSize();
                return (shape[1] * receptive, shape[0] * receptive);
            }
        }
    }
}
