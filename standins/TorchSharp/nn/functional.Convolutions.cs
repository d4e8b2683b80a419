using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Slides kernels (outputs, inputs / groups, ...) over 1 dimension of an input (batch, inputs, ...).</summary>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null,
                long groups = 1) =>
                Ops.conv1d.Single(
                    input, weight, bias, Lists.OrDefault(stride), Lists.OrDefault(padding), Lists.OrDefault(dilation), groups);

            /// <summary>Slides kernels over 1 dimension, the input padded so that the result has its lengths, or not at all.</summary>
            public static Tensor conv1d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid,
                long? dilation = null, long groups = 1) =>
                Ops.conv1d_padding.Single(
                    input, weight, bias, Lists.OrDefault(stride), padding == Padding.Same ? "same" : "valid", Lists.OrDefault(dilation), groups);

            /// <summary>The transposed convolution over 1 dimension, kernels (inputs, outputs / groups, ...).</summary>
            public static Tensor conv_transpose1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null,
                long? dilation = null, long groups = 1) =>
                Ops.conv_transpose1d.Single(
                    input, weight, bias, Lists.OrDefault(stride), Lists.OrDefault(padding), Lists.OrDefault(output_padding), groups,
                    Lists.OrDefault(dilation));

            /// <summary>Slides kernels (outputs, inputs / groups, ...) over 2 dimensions of an input (batch, inputs, ...).</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1) =>
                Ops.conv2d.Single(
                    input, weight, bias, Lists.OrDefault(strides), Lists.OrDefault(padding), Lists.OrDefault(dilation), groups);

            /// <summary>Slides kernels over 2 dimensions, the input padded so that the result has its lengths, or not at all.</summary>
            public static Tensor conv2d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid,
                long[]? dilation = null, long groups = 1) =>
                Ops.conv2d_padding.Single(
                    input, weight, bias, Lists.OrDefault(strides), padding == Padding.Same ? "same" : "valid", Lists.OrDefault(dilation), groups);

            /// <summary>The transposed convolution over 2 dimensions, kernels (inputs, outputs / groups, ...).</summary>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                Ops.conv_transpose2d_input.Single(
                    input, weight, bias, Lists.OrDefault(strides), Lists.OrDefault(padding), Lists.OrDefault(output_padding), groups,
                    Lists.OrDefault(dilation));

            /// <summary>Slides kernels (outputs, inputs / groups, ...) over 3 dimensions of an input (batch, inputs, ...).</summary>
            public static Tensor conv3d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1) =>
                Ops.conv3d.Single(
                    input, weight, bias, Lists.OrDefault(strides), Lists.OrDefault(padding), Lists.OrDefault(dilation), groups);

            /// <summary>Slides kernels over 3 dimensions, the input padded so that the result has its lengths, or not at all.</summary>
            public static Tensor conv3d_padding(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid,
                long[]? dilation = null, long groups = 1) =>
                Ops.conv3d_padding.Single(
                    input, weight, bias, Lists.OrDefault(strides), padding == Padding.Same ? "same" : "valid", Lists.OrDefault(dilation), groups);

            /// <summary>The transposed convolution over 3 dimensions, kernels (inputs, outputs / groups, ...).</summary>
            public static Tensor conv_transpose3d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                Ops.conv_transpose3d_input.Single(
                    input, weight, bias, Lists.OrDefault(strides), Lists.OrDefault(padding), Lists.OrDefault(output_padding), groups,
                    Lists.OrDefault(dilation));
        }
    }
}
