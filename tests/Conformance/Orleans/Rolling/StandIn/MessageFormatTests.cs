using System.Buffers.Binary;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Networking;
using Orleans.Serialization;

namespace OrleansML.Conformance.Rolling.StandIn;

/// <summary>Messages of a newer build, as an older one reads them.</summary>
public sealed class MessageFormatTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private MessageSerializer Serializer => new(_services.GetRequiredService<Serializer>());

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Read_HeaderHasFieldsThatAreNotKnown_SkipsThem()
    {
        var frame = Write(new Message
        {
            Direction = MessageDirection.Response,
            ResponseKind = ResponseKind.Status,
            Id = 77,
            TargetGrain = GrainId.Create("caller", "1"),
            SendingGrain = GrainId.Create("callee", "2"),
            Body = "still waiting",
        });
        var header = BinaryPrimitives.ReadInt32LittleEndian(frame);
        var end = MessageSerializer.PrefixSize + header;
        byte[] longer = [.. frame[..end], 1, 2, 3, 4, 5, .. frame[end..]];
        BinaryPrimitives.WriteInt32LittleEndian(longer, header + 5);

        var message = Serializer.Read(longer, new WireNames());
        Serializer.ReadBody(message);

        Assert.Equal(77, message.Id);
        Assert.Equal(GrainId.Create("callee", "2"), message.SendingGrain);
        Assert.Equal("still waiting", message.Body);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(15)]
    public void ReadBody_KindOfResponseIsNotKnown_IsNoResponse(byte kind)
    {
        var frame = Write(new Message
        {
            Direction = MessageDirection.Response,
            ResponseKind = (ResponseKind)kind,
            Id = 78,
            TargetGrain = GrainId.Create("caller", "1"),
            SendingGrain = GrainId.Create("callee", "2"),
            Body = "what a newer build says",
        });

        var message = Serializer.Read(frame, new WireNames());
        Serializer.ReadBody(message);

        Assert.Equal(kind, (byte)message.ResponseKind);
        Assert.Null(message.Body);
    }

    private byte[] Write(Message message)
    {
        var writer = new FrameWriter();
        Serializer.Write(writer, message);
        return writer.FirstSegment.ToArray();
    }
}
