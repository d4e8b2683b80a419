using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Slides learned kernels over one dimension.</summary>
        /// <exception cref="ArgumentException">The channels cannot be divided into so many groups.</exception>
        public static Conv1d Conv1d(
            long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
            ScalarType? dtype = null) => new(
                in_channels, out_channels, Axes.Of(kernel_size), Axes.Of(stride), Axes.Of(padding), null, Axes.Of(dilation), groups, bias,
                padding_mode, device, dtype);

        /// <summary>Slides learned kernels over one dimension, the input padded so that the result has its length, or not at all.</summary>
        /// <exception cref="ArgumentException">The channels cannot be divided into so many groups.</exception>
        public static Conv1d Conv1d(
            long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
            ScalarType? dtype = null) => new(
                in_channels, out_channels, Axes.Of(kernel_size), Axes.Of(stride), null, padding, Axes.Of(dilation), groups, bias,
                padding_mode, device, dtype);

        /// <summary>Slides learned square kernels over two dimensions.</summary>
        /// <exception cref="ArgumentException">The channels cannot be divided into so many groups.</exception>
        public static Conv2d Conv2d(
            long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
            ScalarType? dtype = null) => new(
                in_channels, out_channels, Lists.Same(kernel_size, 2), Lists.Same(stride, 2), Lists.Same(padding, 2), null,
                Lists.Same(dilation, 2), groups, bias, padding_mode, device, dtype);

        /// <summary>Slides learned kernels over two dimensions.</summary>
        /// <exception cref="ArgumentException">The channels cannot be divided into so many groups.</exception>
        public static Conv2d Conv2d(
            long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
            (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
            Device? device = null, ScalarType? dtype = null) => new(
                in_channels, out_channels, Axes.Of(kernel_size), Axes.Of(stride ?? (1, 1)), Axes.Of(padding ?? (0, 0)), null,
                Axes.Of(dilation ?? (1, 1)), groups, bias, padding_mode, device, dtype);

        /// <summary>Slides learned square kernels over two dimensions, the input padded so that the result has its lengths, or not at all.</summary>
        /// <exception cref="ArgumentException">The channels cannot be divided into so many groups.</exception>
        public static Conv2d Conv2d(
            long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null,
            ScalarType? dtype = null) => new(
                in_channels, out_channels, Lists.Same(kernel_size, 2), Lists.Same(stride, 2), null, padding, Lists.Same(dilation, 2),
                groups, bias, padding_mode, device, dtype);
    }
}
