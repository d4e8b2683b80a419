using System.Diagnostics;
using Orleans.Configuration;

namespace OrleansML.Conformance.Enumeration;

/// <summary>What happens to a streamed reply when one side is silent, with a response timeout of four seconds on both sides.</summary>
[Collection(TimedTests.Name), Trait("Category", TimedTests.Name)]
public sealed class EnumerationTimeoutTests : IAsyncLifetime
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(4);

    private TcpCluster? _cluster;

    public async Task InitializeAsync() => _cluster = await TcpCluster.StartAsync(
        static silo => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout),
        static client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout));

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    [Fact]
    public async Task MoveNext_IteratorIsSilentBeyondTheResponseTimeout_KeepsWaiting()
    {
        const string Key = "silent-iterator";
        await using var numbers = _cluster!.Client.GetGrain<ISequenceGrain>(Key).PassGate().GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(numbers.MoveNextAsync().AsTask()));
        var next = numbers.MoveNextAsync().AsTask();
        var watch = Stopwatch.StartNew();

        await Wait.UntilAsync(() => next.IsCompleted || watch.Elapsed > 1.5 * ResponseTimeout, "one and a half response timeouts");

        Assert.False(next.IsCompleted, $"The call ended after {watch.Elapsed}: {next.Status}, {next.Exception?.Message}");
        Gate.Open(Key);
        Assert.True(await Wait.ForAsync(next));
        Assert.Equal(1, numbers.Current);
    }

    [Fact]
    public async Task MoveNext_ConsumerWasSilentBeyondTheResponseTimeout_IsAborted()
    {
        const string Key = "silent-consumer";
        await using var numbers = _cluster!.Client.GetGrain<ISequenceGrain>(Key).Count(1000).WithBatchSize(1).GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(numbers.MoveNextAsync().AsTask()));

        await Journal.UntilAsync(Key, "end");

        await Assert.ThrowsAsync<EnumerationAbortedException>(async () =>
        {
            while (await Wait.ForAsync(numbers.MoveNextAsync().AsTask()))
            {
                Assert.InRange(numbers.Current, 1, 2);
            }
        });
    }
}
