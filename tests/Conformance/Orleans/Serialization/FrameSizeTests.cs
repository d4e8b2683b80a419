using Orleans.Configuration;

namespace OrleansML.Conformance.Serialization;

/// <summary>Messages over the size limit, on a cluster whose limit is one megabyte.</summary>
public sealed class FrameSizeTests : IAsyncLifetime
{
    private const int Limit = 1 << 20;

    private TcpCluster? _cluster;

    private IEchoGrain Grain => _cluster!.Client.GetGrain<IEchoGrain>(0);

    public async Task InitializeAsync() => _cluster = await TcpCluster.StartAsync(
        static silo => silo.Configure<SiloMessagingOptions>(options => options.MaxMessageBodySize = Limit),
        static client => client.Configure<ClientMessagingOptions>(options =>
        {
            options.MaxMessageBodySize = Limit;
            options.ResponseTimeout = TimeSpan.FromSeconds(5);
        }));

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    [Fact]
    public void MaxMessageBodySize_NotConfigured_IsOneHundredMegabytes()
    {
        Assert.Equal(100 * 1024 * 1024, new ClientMessagingOptions().MaxMessageBodySize);
        Assert.Equal(100 * 1024 * 1024, new SiloMessagingOptions().MaxMessageBodySize);
    }

    [Fact]
    public async Task Send_RequestOverTheLimit_FailsAndTheNextCallIsAnswered()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Wait.ForAsync(Grain.EchoBytes(new byte[2 * Limit])));

        await AssertAnsweredAgainAsync();
    }

    [Fact]
    public async Task Send_ResponseOverTheLimit_FailsAndTheNextCallIsAnswered()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Wait.ForAsync(Grain.MakeBytes(2 * Limit)));

        await AssertAnsweredAgainAsync();
    }

    private Task AssertAnsweredAgainAsync() => Wait.UntilAsync(
        async () =>
        {
            try
            {
                return (await Grain.EchoBytes([1, 2, 3])).Length == 3;
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                return false;
            }
        },
        "an answer after a message that was too large");
}
