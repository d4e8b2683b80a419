using System.Net;
using Orleans.Runtime.Client;

namespace OrleansML.Conformance.Networking;

/// <summary>When a client lets go of a gateway that the gateway list names no more.</summary>
public sealed class GatewayLinkTests
{
    private readonly GatewayLink _link = new(new IPEndPoint(IPAddress.Loopback, 30_000), connections: 1, retryDelay: TimeSpan.FromSeconds(1));

    [Fact]
    public void OnListRead_GatewayIsMissing_IsLeftAloneSoonAndGoneAfterTwoSeconds()
    {
        _link.OnListRead(isListed: false, now: 1_000);
        _link.OnListRead(isListed: false, now: 2_500);

        Assert.True(_link.IsUnlisted);
        Assert.False(_link.IsLeftAlone(1_099));
        Assert.True(_link.IsLeftAlone(1_100));
        Assert.False(_link.IsGone(2_999));
        Assert.True(_link.IsGone(3_000));
    }

    [Fact]
    public void OnListRead_GatewayIsBack_IsAsIfItHadNeverBeenMissing()
    {
        _link.OnListRead(isListed: false, now: 1_000);
        _link.OnListRead(isListed: true, now: 1_500);

        Assert.False(_link.IsUnlisted);
        Assert.False(_link.IsLeftAlone(9_000));
        Assert.False(_link.IsGone(9_000));
    }
}
