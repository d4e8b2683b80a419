using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A processor or an accelerator.</summary>
    public class Device
    {
        /// <summary>A device by its name: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
        /// <exception cref="ArgumentException">There is no such kind of device.</exception>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Enum.Parse<DeviceType>(parts[0].ToUpperInvariant());
            if (parts.Length > 1)
                index = int.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        /// <summary>A device by its kind and place; -1 is the current one.</summary>
        /// <exception cref="ArgumentException">There is no such kind of device.</exception>
        public Device(string deviceType, int index = -1)
            : this(Enum.Parse<DeviceType>(deviceType.ToUpperInvariant()), index)
        {
        }

        /// <summary>A device by its kind and place; -1 is the current one.</summary>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>The kind.</summary>
        public DeviceType type { get; }

        /// <summary>The place among devices of its kind, -1 for the current one.</summary>
        public int index { get; } = -1;

        // As the shim takes it.
        internal long Packed => (long)type | ((long)index << 32);

        /// <summary>A device by its name.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || index == -1 ? name : $"{name}:{index}";
        }

        internal static Device Unpack(long packed) =>
            (DeviceType)(packed & 0xff) is var type && type == DeviceType.CPU ? new Device(type) : new Device(type, (int)(packed >> 32));
    }
}
