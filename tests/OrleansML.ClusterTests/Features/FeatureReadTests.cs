using System.Globalization;
using OrleansML.Features;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Features;

public sealed class FeatureReadTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly FeatureCalls _calls = new(shared);

    [Fact]
    public async Task ReadAsync_AfterIngestion_GivesFieldsWindowsAndDerived()
    {
        var view = await _calls.ApplyAsync("""
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                event_time: at
                event_id: id
                fields:
                  amount: { type: double, minimum: 0 }
                  shop: { type: string }
            request: { price: double }
            windows:
              sum_1h: { field: amount, aggregate: sum, length: 1h, hop: 1m }
              count_1h: { field: amount, aggregate: count, length: 1h, hop: 1m }
            derived:
              after: { expression: "sum_1h + coalesce(request.price, 0)" }
            """);
        var lines = string.Join(
            '\n',
            Event("c1", -120, "p1", "\"amount\": 2.5, \"shop\": \"a\""),
            Event("c1", -60, "p2", "\"amount\": 4, \"shop\": \"b\""),
            Event("c1", -60, "p2", "\"amount\": 4, \"shop\": \"b\""),
            Event("c1", -90, "p3", "\"amount\": 1"),
            Event("c2", -10, "p4", "\"amount\": -1"));

        var taken = await _calls.IngestAsync(view, lines);
        var read = await _calls.ReadAsync(view, ["c1", "nobody"], new NamedDatum("price", 0.5));

        Assert.Equal((4, 1), (taken.Accepted, taken.Duplicates));
        var rejected = Assert.Single(taken.Rejected);
        Assert.Equal(5, rejected.Line);
        Assert.Contains("'amount' is '-1'; a number of 0 or more is allowed", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(["amount", "shop", "count_1h", "sum_1h", "after"], read.Features);
        Assert.Equal([4.0, "b", 3L, 7.5, 8.0], read.Vectors[0].Features.Select(feature => feature.Value.ToObject()));
        Assert.All(read.Vectors[0].Features, feature => Assert.Equal(FeatureAge.Fresh, feature.Age));
        Assert.Equal(Now.AddSeconds(-60).ToUnixTimeMilliseconds(), read.Vectors[0].Features[0].EventTime / 1000);
        Assert.Equal([FeatureAge.Missing, FeatureAge.Missing], read.Vectors[1].Features.Take(2).Select(feature => feature.Age));
        Assert.Equal(0L, read.Vectors[1].Features[2].Value.ToObject());
    }

    [Fact]
    public async Task ReadAsync_ThousandMissesOfOneEntity_AskTheSourceOnce()
    {
        await using var service = new JsonService { Delay = TimeSpan.FromMilliseconds(200) };
        service.Answers["c1"] = """{"limit": 700}""";
        var view = await _calls.ApplyAsync(HttpView(service.Port));

        var reads = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => _calls.ReadAsync(view, ["c1"])));

        Assert.All(reads, read => Assert.Equal(700.0, read.Vectors[0].Features[0].Value.ToObject()));
        Assert.Equal(1, service.Calls);
    }

    [Fact]
    public async Task ReadAsync_SourceHangs_AnswersWithinTheTimeLimitWithStatusAndReason()
    {
        await using var service = new JsonService { Hangs = true };
        var view = await _calls.ApplyAsync(HttpView(service.Port));

        var read = await _calls.ReadAsync(view, ["c1"], TimeSpan.FromMilliseconds(100));

        var feature = read.Vectors[0].Features[0];
        Assert.Equal((FeatureAge.Default, 500.0), (feature.Age, feature.Value.ToObject()));
        Assert.Equal([$"Source 'accounts' of view '{view}' did not answer within 100 ms."], read.Vectors[0].SourceFailures);
    }

    [Fact]
    public async Task ReadAsync_SourceFailsAfterwards_GivesStaleValueThenDefault()
    {
        await using var service = new JsonService();
        service.Answers["c1"] = """{"limit": 700}""";
        var time = new MovedTime(Now);
        await using var platform = await PlatformCluster.StartAsync(["cpu"], [], time);
        await platform.Client.Features.ApplyAsync("aging", $"name: aging\n{HttpView(service.Port, ttl: "10m", stale: "1h")}");
        var fresh = await ReadAsync();
        service.Fails = true;

        time.Move(TimeSpan.FromMinutes(20));
        var stale = await ReadAsync();
        time.Move(TimeSpan.FromHours(1));
        var late = await ReadAsync();

        Assert.Equal([(FeatureAge.Fresh, 700.0), (FeatureAge.Stale, 700.0), (FeatureAge.Default, 500.0)], new[] { fresh, stale, late });

        async Task<(FeatureAge, object?)> ReadAsync()
        {
            var read = await platform.Client.Features.ReadAsync(new FeatureReadRequest
            {
                View = "aging",
                Entities = [new EntityRequest { Entity = "c1" }],
                Selection = new FeatureSelection { Timeout = TimeSpan.FromSeconds(20) },
            });
            return (read.Vectors[0].Features[0].Age, read.Vectors[0].Features[0].Value.ToObject());
        }
    }

    [Fact]
    public async Task ReadAsync_PolicyAsksForAnError_TellsWhichFeatureIsMissing()
    {
        await using var service = new JsonService();
        var view = await _calls.ApplyAsync(HttpView(service.Port) + "\nfallback: { otherwise: error }");

        var read = await _calls.ReadAsync(view, ["c1"]);

        Assert.Equal(
            $"'limit' is missing, and the policy of view '{view}' asks for an error then ('fallback.otherwise: error').", read.Vectors[0].Failure);
    }

    [Fact]
    public async Task ReadAsync_PrivateFields_AreMaskedAndTheGrainItselfAnswersSilosOnly()
    {
        var view = await _calls.ApplyAsync("""
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  mail: { type: string, privacy: pii }
                  pin: { type: string, privacy: secret }
            """);
        await _calls.IngestAsync(view, """{"card": "c1", "mail": "jo@example.org", "pin": "4711"}""");

        var masked = await _calls.ReadAsync(view, ["c1"]);
        var personal = await _calls.Features.ReadAsync(new FeatureReadRequest
        {
            View = view,
            Entities = [new EntityRequest { Entity = "c1" }],
            Selection = new FeatureSelection { Personal = true },
        });
        var secret = await Assert.ThrowsAsync<OrleansMLException>(() => _calls.Features.ReadAsync(new FeatureReadRequest
        {
            View = view,
            Entities = [new EntityRequest { Entity = "c1" }],
            Selection = new FeatureSelection { Secret = true },
        }));
        var direct = await Assert.ThrowsAsync<OrleansMLException>(
            () => shared.Grains.GetGrain<IFeatureGrain>($"{view}/c1").Read(new FeatureSelection { Secret = true }, []).AsTask());

        Assert.Equal([(null, true), (null, true)], masked.Vectors[0].Features.Select(feature => (feature.Value.ToObject(), feature.Masked)));
        Assert.Equal([("jo@example.org", false), (null, true)], personal.Vectors[0].Features.Select(feature => ((string?)feature.Value.ToObject(), feature.Masked)));
        Assert.Equal("Values tagged 'secret' never leave the silos.", secret.Message);
        Assert.Contains("this grain answers silos only", direct.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "card", "There is no feature view 'nobody'; apply its definition with 'orleansml feature apply -f FILE'.")]
    [InlineData("", "colour", "has no feature 'colour'; its features are limit.")]
    public async Task ReadAsync_UnknownName_SaysWhatThereIs(string view, string feature, string expected)
    {
        await using var service = new JsonService();
        var applied = await _calls.ApplyAsync(HttpView(service.Port));

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => _calls.Features.ReadAsync(new FeatureReadRequest
        {
            View = view.Length > 0 ? view : applied,
            Entities = [new EntityRequest { Entity = "c1" }],
            Selection = new FeatureSelection { Features = [feature] },
        }));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_EntityIsNotSpelledRight_FailsForItAlone()
    {
        await using var service = new JsonService();
        service.Answers["c1"] = """{"limit": 700}""";
        var view = await _calls.ApplyAsync(HttpView(service.Port));

        var read = await _calls.ReadAsync(view, ["c1", "a|b"]);

        Assert.Equal(700.0, read.Vectors[0].Features[0].Value.ToObject());
        Assert.Equal(
            $"The entity for view '{view}' is not spelled right: it has 2 parts; the keys are 'card', joined by '|'.", read.Vectors[1].Failure);
    }

    [Fact]
    public async Task ApplyAsync_BrokenDefinition_ListsEveryViolationWithItsLine()
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => _calls.Features.ApplyAsync("broken", """
            name: broken
            entity: { card: double }
            sources:
              payments: { kind: oracle, mode: pushed, fields: { amount: { type: money } } }
            """));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Contains("Line 2: 'entity.card' is 'double'; allowed are string, int, long.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Line 4: 'sources.payments.kind' is 'oracle'; allowed are postgresql, http, push, files.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyAsync_ColumnsThatContradictEachOther_IsRefused()
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => _calls.Features.ApplyAsync("pointers", """
            name: pointers
            entity: { card: string }
            sources:
              accounts:
                kind: http
                mode: on_read
                url: http://127.0.0.1:1/{card}
                fields:
                  whole: { type: double, column: /account }
                  part: { type: double, column: /account/limit }
            """));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.StartsWith("Source 'accounts' of view 'pointers': ", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.FeatureViewNotFound, (await Assert.ThrowsAsync<OrleansMLException>(() => _calls.Features.GetAsync("pointers"))).Code);
    }

    [Fact]
    public async Task ApplyAsync_ChangedView_KeepsValuesAndSeesNewFeatures()
    {
        const string First = """
            entity: { card: string }
            sources:
              payments:
                kind: push
                mode: pushed
                fields:
                  amount: { type: double }
            """;
        var view = await _calls.ApplyAsync(First);
        await _calls.IngestAsync(view, """{"card": "c1", "amount": 3}""");

        await _calls.Features.ApplyAsync(view, $"name: {view}\n{First}\n      shop: {{ type: string, default: none }}\n");
        var read = await _calls.ReadAsync(view, ["c1"]);

        Assert.Equal(2, read.Revision);
        Assert.Equal([3.0, "none"], read.Vectors[0].Features.Select(feature => feature.Value.ToObject()));
    }

    internal static string HttpView(int port, string ttl = "1h", string? stale = null) => $$"""
        entity: { card: string }
        sources:
          accounts:
            kind: http
            mode: on_read
            timeout: 5s
            url: http://127.0.0.1:{{port}}/{card}
            fields:
              limit: { type: double, default: 500, ttl: {{ttl}} }
        """ + (stale is null ? "" : $"\nfallback: {{ maximum_stale: {stale} }}");

    private static string Event(string card, int seconds, string id, string values) => string.Create(
        CultureInfo.InvariantCulture, $"{{\"card\": \"{card}\", \"at\": \"{Now.AddSeconds(seconds):O}\", \"id\": \"{id}\", {values}}}");
}
