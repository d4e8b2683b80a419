using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>A linear map of the last dimension; weights (outputs, inputs).</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Ops.linear.Single(input, weights, bias);

            /// <summary>While learning, sets elements to zero with probability p and scales the others by 1 / (1 - p).</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Ops.dropout_.InPlace(input, p, training).alias() : Ops.dropout.Single(input, p, training);

            /// <summary>Brings features to mean 0 and deviation 1 by the batch or by running means; then scales and shifts.</summary>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                Ops.batch_norm.Single(
                    input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            /// <summary>Brings the last dimensions to mean 0 and deviation 1; then scales and shifts.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Ops.layer_norm.Single(input, normalized_shape, weight, bias, eps, true);

            /// <summary>Brings groups of channels to mean 0 and deviation 1; then scales and shifts.</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Ops.group_norm.Single(input, num_groups, weight, bias, eps, true);

            /// <summary>Brings each channel of each row to mean 0 and deviation 1; then scales and shifts.</summary>
            public static Tensor instance_norm(
                Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5) =>
                Ops.instance_norm.Single(
                    input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);

            /// <summary>Divides by the p-norm along a dimension, or by eps where that is greater.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using var norm = Ops.linalg_vector_norm.Single(input, p, Axes.Of(dim), true);
                using var divisor = norm.clamp_min(eps);
                return input.div(divisor);
            }

            /// <summary>Ones at the places of the classes in a new last dimension; as many classes as there are for -1.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Ops.one_hot.Single(x, num_classes);

            /// <summary>The cosine of the angle along a dimension.</summary>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) =>
                Ops.cosine_similarity.Single(x1, x2, dim, eps);

            /// <summary>Pads dimensions from the last on, each before and after.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                Ops.pad.Single(
                    input, pad, Paddings.Text(mode), mode is PaddingModes.Constant or PaddingModes.Zeros ? value : (Value)default);

            /// <summary>Pads dimensions from the last on, each before and after.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                torch.nn.functional.pad(input, pad.ToArray(), mode, value);

            /// <summary>Pads the last dimension before and after.</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                torch.nn.functional.pad(input, Axes.Of(pad), mode, value);

            /// <summary>The sliding windows of planes as columns.</summary>
            public static Tensor unfold(
                Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null,
                (long, long)? stride = null) =>
                Ops.im2col.Single(
                    input, Axes.Of(kernel_size), Axes.Of(dilation ?? (1, 1)), Axes.Of(padding ?? (0, 0)), Axes.Of(stride ?? (1, 1)));

            /// <summary>Arranges channels as planes, larger by a factor.</summary>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Ops.pixel_shuffle.Single(input, upscale_factor);

            /// <summary>Arranges planes as channels, smaller by a factor.</summary>
            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) =>
                Ops.pixel_unshuffle.Single(input, downscale_factor);
        }
    }
}
