using System.Buffers.Binary;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Networking;

/// <summary>The form of signals on the wire: a frame without header and with one byte of body. Messages always have a header.</summary>
internal static class SignalFrames
{
    /// <summary>The size of the frame of a signal.</summary>
    public const int Size = MessageSerializer.PrefixSize + 1;

    /// <summary>Writes the frame of a signal.</summary>
    public static byte[] Create(ConnectionSignal signal)
    {
        var frame = new byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(8), 1);
        frame[^1] = (byte)signal;
        return frame;
    }

    /// <summary>Gets the signal in a frame; null where it is a message.</summary>
    public static ConnectionSignal? Read(ReadOnlySpan<byte> frame) =>
        frame.Length == Size && BinaryPrimitives.ReadInt64LittleEndian(frame) == 0 ? (ConnectionSignal)frame[^1] : null;
}
