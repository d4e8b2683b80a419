using System.Buffers;
using System.Diagnostics;
using Orleans.CodeGeneration;
using Orleans.Runtime.Networking;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// Turns messages into frames and back. A frame is three lengths of 4 bytes (header, request context, body) and the three parts.
/// </summary>
internal sealed class MessageSerializer(Serializer serializer)
{
    /// <summary>The number of bytes that tell the size of a frame.</summary>
    public const int PrefixSize = 12;

    private const byte HasTargetSilo = 1 << 4;
    private const byte HasSendingSilo = 1 << 5;
    private const byte Placed = 1 << 6;
    private const byte System = 1 << 7;
    private const byte HasDeadline = 1 << 4;
    private const byte HasInterface = 1 << 5;
    private const byte HasStaleSilo = 1 << 6;
    private const byte HasCallChain = 1 << 7;

    /// <summary>Reads the size of the frame that starts with the given prefix, prefix included.</summary>
    /// <exception cref="InvalidMessageFrameException">A length is negative or the header is larger than any header may be.</exception>
    public static long ReadFrameSize(ReadOnlySpan<byte> prefix)
    {
        var reader = new FrameReader(prefix);
        long header = reader.ReadInt32(), context = reader.ReadInt32(), body = reader.ReadInt32();
        return header < 0 || context < 0 || body < 0
            ? throw new InvalidMessageFrameException($"A frame with the lengths {header}, {context} and {body} is not valid.")
            : PrefixSize + header + context + body;
    }

    /// <summary>Reads the size of header and request context of a frame.</summary>
    public static long ReadHeaderSize(ReadOnlySpan<byte> prefix)
    {
        var reader = new FrameReader(prefix);
        return (long)reader.ReadInt32() + reader.ReadInt32();
    }

    /// <summary>Writes a message.</summary>
    /// <param name="writer">An empty writer.</param>
    /// <param name="message">The message; its body is serialized unless it still is in serialized form.</param>
    /// <returns>The sizes of header with context and of the body.</returns>
    public (long Header, long Body) Write(FrameWriter writer, Message message)
    {
        writer.WriteInt32(0);
        writer.WriteInt64(0);
        WriteHeader(writer, message);
        var header = writer.Length - PrefixSize;
        if (message.RequestContextData is { Count: > 0 } context)
        {
            serializer.Serialize(context, writer);
        }

        var contextLength = writer.Length - PrefixSize - header;
        WriteBody(writer, message);
        var body = writer.Length - PrefixSize - header - contextLength;
        writer.PatchInt32(0, checked((int)header));
        writer.PatchInt32(4, checked((int)contextLength));
        writer.PatchInt32(8, checked((int)body));
        return (header + contextLength, body);
    }

    /// <summary>Reads a whole frame. The body stays in serialized form, in the memory of the frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="names">The identities that the connection has read so far.</param>
    public Message Read(ReadOnlyMemory<byte> frame, WireNames names)
    {
        var lengths = new FrameReader(frame.Span);
        int header = lengths.ReadInt32(), context = lengths.ReadInt32();
        var message = ReadHeader(frame.Span.Slice(PrefixSize, header), names);
        if (context > 0)
        {
            message.RequestContextData = serializer.Deserialize<Dictionary<string, object>>(frame.Slice(PrefixSize + header, context));
        }

        message.SerializedBody = frame[(PrefixSize + header + context)..];
        return message;
    }

    /// <summary>Deserializes the body of a message that was read.</summary>
    public void ReadBody(Message message)
    {
        var bytes = message.SerializedBody;
        message.SerializedBody = default;
        message.Body = message switch
        {
            { Direction: not MessageDirection.Response } => serializer.Deserialize<IInvokable>(bytes),
            { ResponseKind: ResponseKind.Completed } => serializer.Deserialize<Response>(bytes),
            { ResponseKind: ResponseKind.Rejected } => ReadRejection(bytes),
            { ResponseKind: ResponseKind.Status or ResponseKind.Forwarded } => new FrameReader(bytes.Span).ReadString(),
            _ => null,
        };
    }

    private static void WriteHeader(FrameWriter writer, Message message)
    {
        var deadline = message.Deadline != Message.NoDeadline;
        var hasInterface = !message.InterfaceType.IsDefault;
        writer.WriteByte((byte)((int)message.Direction
            | (message.TargetSilo is null ? 0 : HasTargetSilo)
            | (message.SendingSilo is null ? 0 : HasSendingSilo)
            | (message.IsPlaced ? Placed : 0)
            | (message.IsSystem ? System : 0)));
        writer.WriteByte((byte)((message.Direction == MessageDirection.Response ? (int)message.ResponseKind : (int)message.Options)
            | (deadline ? HasDeadline : 0)
            | (hasInterface ? HasInterface : 0)
            | (message.StaleSilo is null ? 0 : HasStaleSilo)
            | (message.CallChainId == Guid.Empty ? 0 : HasCallChain)));
        writer.WriteByte(message.ForwardCount);
        writer.WriteInt64(message.Id);
        WireNames.Write(writer, message.TargetGrain);
        WireNames.Write(writer, message.SendingGrain);
        if (message.TargetSilo is not null)
        {
            WireNames.Write(writer, message.TargetSilo);
        }

        if (message.SendingSilo is not null)
        {
            WireNames.Write(writer, message.SendingSilo);
        }

        if (deadline)
        {
            // Clocks differ between processes: what travels is the time that is left.
            writer.WriteInt32((int)Math.Clamp(message.Deadline - Environment.TickCount64, 0, int.MaxValue));
        }

        if (hasInterface)
        {
            writer.WriteBytes(message.InterfaceType.Value.AsSpan());
            writer.WriteInt32(message.InterfaceVersion);
        }

        if (message.StaleSilo is not null)
        {
            WireNames.Write(writer, message.StaleSilo);
        }

        if (message.CallChainId != Guid.Empty)
        {
            Span<byte> bytes = stackalloc byte[16];
            message.CallChainId.TryWriteBytes(bytes);
            writer.WriteBytes(bytes);
        }
    }

    private static Message ReadHeader(ReadOnlySpan<byte> bytes, WireNames names)
    {
        var reader = new FrameReader(bytes);
        var flags = reader.ReadByte();
        var options = reader.ReadByte();
        var direction = (MessageDirection)(flags & 3);
        var isResponse = direction == MessageDirection.Response;
        var message = new Message
        {
            Direction = direction,
            ResponseKind = isResponse ? (ResponseKind)(options & 15) : default,
            IsPlaced = (flags & Placed) != 0,
            IsSystem = (flags & System) != 0,
            Options = isResponse ? default : (InvokeMethodOptions)(options & 15),
            ForwardCount = reader.ReadByte(),
            Id = reader.ReadInt64(),
            TargetGrain = names.ReadGrainId(ref reader),
            SendingGrain = names.ReadGrainId(ref reader),
            Timestamp = Stopwatch.GetTimestamp(),
        };
        message.TargetSilo = (flags & HasTargetSilo) != 0 ? names.ReadSiloAddress(ref reader) : null;
        message.SendingSilo = (flags & HasSendingSilo) != 0 ? names.ReadSiloAddress(ref reader) : null;
        if ((options & HasDeadline) != 0)
        {
            message.Deadline = Environment.TickCount64 + reader.ReadInt32();
        }

        if ((options & HasInterface) != 0)
        {
            message.InterfaceType = new GrainInterfaceType(names.ReadIdSpan(ref reader));
            message.InterfaceVersion = (ushort)reader.ReadInt32();
        }

        message.StaleSilo = (options & HasStaleSilo) != 0 ? names.ReadSiloAddress(ref reader) : null;
        message.CallChainId = (options & HasCallChain) != 0 ? new Guid(reader.ReadBytes()) : Guid.Empty;
        return message;
    }

    private void WriteBody(FrameWriter writer, Message message)
    {
        switch (message.Body)
        {
            case null:
                writer.Write(message.SerializedBody.Span);
                break;
            case IInvokable request:
                serializer.Serialize(request, writer);
                break;
            case Response response:
                serializer.Serialize(response, writer);
                break;
            case Rejection rejection:
                writer.WriteByte((byte)rejection.Kind);
                writer.WriteString(rejection.Reason);
                serializer.Serialize(rejection.Exception, writer);
                break;
            case string status:
                writer.WriteString(status);
                break;
            default:
                throw new UnreachableException($"A message body of type {message.Body.GetType()} cannot be sent.");
        }
    }

    private Rejection ReadRejection(ReadOnlyMemory<byte> bytes)
    {
        var reader = new FrameReader(bytes.Span);
        var kind = (RejectionKind)reader.ReadByte();
        var reason = reader.ReadString();
        return new Rejection(kind, reason, serializer.Deserialize<Exception?>(bytes[^reader.RestLength..]));
    }
}
