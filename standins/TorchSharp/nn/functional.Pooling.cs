using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The maxima of windows along one dimension.</summary>
            public static Tensor max_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Ops.max_pool1d.Single(
                    input, Axes.Of(kernel_size), Lists.OrDefault(stride), Lists.OrDefault(padding), Lists.OrDefault(dilation), ceil_mode);

            /// <summary>The maxima of windows along one dimension, with their places.</summary>
            public static (Tensor output, Tensor indices) max_pool1d_with_indices(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Ops.max_pool1d_with_indices.Pair(
                    input, Axes.Of(kernel_size), Lists.OrDefault(stride), Lists.OrDefault(padding), Lists.OrDefault(dilation), ceil_mode);

            /// <summary>The maxima of windows over 2 dimensions.</summary>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                Ops.max_pool2d.Single(
                    input, kernel_size, Lists.OrDefault(strides), Lists.OrDefault(padding), Lists.OrDefault(dilation), ceil_mode);

            /// <summary>The maxima of windows over 2 dimensions, with their places in the flattened plane.</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                Ops.max_pool2d_with_indices.Pair(
                    input, kernel_size, Lists.OrDefault(strides), Lists.OrDefault(padding), Lists.OrDefault(dilation), ceil_mode);

            /// <summary>The maxima of windows over 3 dimensions.</summary>
            public static Tensor max_pool3d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                Ops.max_pool3d.Single(
                    input, kernel_size, Lists.OrDefault(strides), Lists.OrDefault(padding), Lists.OrDefault(dilation), ceil_mode);

            /// <summary>The maxima of windows over 3 dimensions, with their places in the flattened plane.</summary>
            public static (Tensor output, Tensor indices) max_pool3d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                Ops.max_pool3d_with_indices.Pair(
                    input, kernel_size, Lists.OrDefault(strides), Lists.OrDefault(padding), Lists.OrDefault(dilation), ceil_mode);

            /// <summary>The maxima of square windows over 2 dimensions.</summary>
            public static Tensor max_pool2d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Ops.max_pool2d.Single(
                    input, Lists.Same(kernel_size, 2), Lists.OrDefault(stride), Lists.OrDefault(padding), Lists.OrDefault(dilation), ceil_mode);

            /// <summary>The means of windows along one dimension.</summary>
            public static Tensor avg_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true) =>
                Ops.avg_pool1d.Single(
                    input, Axes.Of(kernel_size), Lists.OrDefault(stride), Lists.OrDefault(padding), ceil_mode, count_include_pad);

            /// <summary>The means of windows over 2 dimensions.</summary>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Ops.avg_pool2d.Single(
                    input, kernel_size, Lists.OrDefault(stride), Lists.OrDefault(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The means of windows over 3 dimensions.</summary>
            public static Tensor avg_pool3d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Ops.avg_pool3d.Single(
                    input, kernel_size, Lists.OrDefault(stride), Lists.OrDefault(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The means of as many windows as asked for along one dimension.</summary>
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) =>
                Ops.adaptive_avg_pool1d.Single(input, Axes.Of(output_size));

            /// <summary>The means of as many windows as asked for over 2 dimensions.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                Ops.adaptive_avg_pool2d.Single(input, output_size);

            /// <summary>The means of as many windows as asked for over 2 dimensions.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) =>
                Ops.adaptive_avg_pool2d.Single(input, Lists.Same(output_size, 2));

            /// <summary>The means of as many windows as asked for over 3 dimensions.</summary>
            public static Tensor adaptive_avg_pool3d(Tensor input, long[] output_size) =>
                Ops.adaptive_avg_pool3d.Single(input, output_size);

            /// <summary>The maxima of as many windows as asked for along one dimension.</summary>
            public static Tensor adaptive_max_pool1d(Tensor input, long output_size)
            {
                var (values, places) = Ops.adaptive_max_pool1d.Pair(input, Axes.Of(output_size));
                places.Dispose();
                return values;
            }

            /// <summary>The maxima of as many windows as asked for over 2 dimensions.</summary>
            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size)
            {
                var (values, places) = Ops.adaptive_max_pool2d.Pair(input, output_size);
                places.Dispose();
                return values;
            }
        }
    }
}
