using System.Diagnostics;
using Orleans.Diagnostics;
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
    [InlineData(ActivityKind.Client)]
    [InlineData(ActivityKind.Server)]
    public async Task Call_Traced_HasAnActivityAtBothEndsWithItsTags(ActivityKind kind)
    {
        using var activity = fixture.Source.StartActivity("request");
        var grain = fixture.Client.GetGrain<ITraceGrain>("tagged");
        await grain.GetTraceId();

        var call = await FindAsync(activity!, kind);
        Assert.Equal("ITraceGrain/GetTraceId", call.OperationName);
        Assert.Equal(ActivitySources.RuntimeActivitySourceName, call.Source.Name);
        Assert.Equal(ActivityStatusCode.Unset, call.Status);
        Assert.Equal(
            [
                ("rpc.system.name", "orleans"), ("orleans.rpc.service", typeof(ITraceGrain).FullName!),
                ("rpc.method", $"{typeof(ITraceGrain).FullName}/{nameof(ITraceGrain.GetTraceId)}"), ("orleans.rpc.target_id", "trace/tagged"),
            ],
            TagsOf(call).Where(static tag => tag.Key != "orleans.rpc.source_id"));
        Assert.Equal(kind is ActivityKind.Server, TagsOf(call).Any(static tag => tag is { Key: "orleans.rpc.source_id" } && tag.Value.StartsWith("sys.client/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(ActivityKind.Client)]
    [InlineData(ActivityKind.Server)]
    public async Task Call_TracedAndFailed_SaysSoAtBothEnds(ActivityKind kind)
    {
        using var activity = fixture.Source.StartActivity("request");
        var grain = fixture.Client.GetGrain<ITraceGrain>("failing");
        await Assert.ThrowsAsync<NullReferenceException>(() => grain.GetTraceIdThrough(null!));

        var call = await FindAsync(activity!, kind);
        Assert.Equal(ActivityStatusCode.Error, call.Status);
        Assert.Null(call.StatusDescription);
        Assert.Contains(("exception.type", typeof(NullReferenceException).FullName!), TagsOf(call));
        Assert.Contains(("exception.message", new NullReferenceException().Message), TagsOf(call));
        Assert.Contains(TagsOf(call), static tag => tag.Key == "exception.stacktrace" && tag.Value.Contains("TraceGrain", StringComparison.Ordinal));
        Assert.Empty(call.Events);
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

    private async Task<Activity> FindAsync(Activity request, ActivityKind kind)
    {
        Activity? found = null;
        await Wait.UntilAsync(() => (found = fixture.Ended.FirstOrDefault(ended => ended.TraceId == request.TraceId && ended.Kind == kind)) is not null, "the activity ended");
        return found!;
    }

    private static IEnumerable<(string Key, string Value)> TagsOf(Activity activity) => activity.TagObjects.Select(static tag => (tag.Key, $"{tag.Value}"));
}
