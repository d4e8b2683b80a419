using OrleansML.Conformance.State;

namespace OrleansML.Conformance.Telemetry;

[Collection(TelemetryCollection.Name)]
public sealed class TelemetryTests(TelemetryFixture fixture)
{
    [Fact]
    public async Task Trace_OfTheCaller_ContinuesInTheGrainAndTheGrainsItCalls()
    {
        var first = fixture.Client.GetGrain<ITraceGrain>("first");
        var second = fixture.Client.GetGrain<ITraceGrain>("second");
        using var activity = fixture.Source.StartActivity("request");

        Assert.NotNull(activity);
        Assert.Equal(activity.TraceId.ToString(), await first.GetTraceId());
        Assert.Equal(activity.TraceId.ToString(), await first.GetTraceIdThrough(second));
    }

    [Fact]
    public async Task Baggage_OfTheCaller_IsSeenByTheGrain()
    {
        using var activity = fixture.Source.StartActivity("request");
        activity!.SetBaggage("tenant", "acme");

        Assert.Equal("acme", await fixture.Client.GetGrain<ITraceGrain>("baggage").GetBaggage("tenant"));
    }

    [Theory]
    [InlineData("orleans-app-requests-latency")]
    [InlineData("orleans-app-requests-timedout")]
    [InlineData("orleans-app-requests-canceled")]
    [InlineData("orleans-scheduler-long-running-turns")]
    [InlineData("orleans-catalog-activations")]
    [InlineData("orleans-catalog-activation-latency")]
    [InlineData("orleans-grains")]
    [InlineData("orleans-messaging-rejected")]
    [InlineData("orleans-messaging-expired")]
    [InlineData("orleans-messaging-sent-messages-size")]
    [InlineData("orleans-gateway-load-shedding")]
    [InlineData("orleans-storage-read-latency")]
    [InlineData("orleans-storage-write-latency")]
    [InlineData("orleans-storage-read-errors")]
    [InlineData("orleans-storage-write-errors")]
    [InlineData("orleans-watchdog-health-checks-failed")]
    public async Task Meter_OfOrleans_HasTheInstrument(string name)
    {
        await fixture.Client.GetGrain<ICartGrain>("metered").Add("item");

        Assert.Contains(fixture.Instruments, published => published == name || published.StartsWith($"{name}-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("orleans-catalog-activations")]
    [InlineData("orleans-grains")]
    [InlineData("orleans-app-requests-latency")]
    [InlineData("orleans-messaging-sent-messages-size")]
    public async Task Meter_TenCallsThatActivateTenGrains_AreMeasured(string name)
    {
        for (var i = 0; i < 10; i++)
        {
            await fixture.Client.GetGrain<ITraceGrain>($"measured-{i}").GetTraceId();
        }

        await Wait.UntilAsync(() => fixture.Measure(name) >= 10, $"{name} of ten or more");
    }
}
