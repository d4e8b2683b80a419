using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            internal Module Move(Device? device, ScalarType? type)
            {
                if (type is { } wanted && !is_floating_point(wanted) && !is_complex(wanted))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={wanted}");
                if (device is not null)
                    InitializeDeviceType(device.type);

                using var mode = no_grad();
                foreach (var parameter in parameters())
                {
                    Move(parameter, device, type);
                    using var gradient = parameter.grad;
                    if (gradient is null)
                        continue;
                    using var moved = gradient.to(type ?? gradient.dtype, device ?? gradient.device);
                    parameter.grad = moved;
                }

                foreach (var buffer in Walk(true, module => module._buffers.Select(pair => (pair.Key, pair.Value.Buffer)), string.Empty))
                    Move(buffer.Item2, device, type);
                return this;
            }

            // The tensor stays the same object, so optimizers and fields that hold it go on with what was moved. Whole numbers keep their type.
            private static void Move(Tensor tensor, Device? device, ScalarType? type)
            {
                var own = tensor.dtype;
                using var moved = tensor.to(is_floating_point(own) || is_complex(own) ? type ?? own : own, device ?? tensor.device);
                Ops.set_data.InPlace(tensor, moved);
            }
        }
    }
}
