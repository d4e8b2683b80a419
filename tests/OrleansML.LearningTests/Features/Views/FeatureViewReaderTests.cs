using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Views;

public sealed class FeatureViewReaderTests
{
    [Fact]
    public void Read_FullView_KeepsEverything()
    {
        var view = SampleViews.Card;
        var limit = view.Fields.Single(field => field.Name == "credit_limit");
        var accounts = view.Sources.Single(source => source.Name == "accounts");
        var merchants = view.Windows.Single(window => window.Name == "merchants_1d");

        Assert.Equal("card_activity", view.Name);
        Assert.Equal([new FeatureKey("card_id", FeatureType.String)], view.Entity);
        Assert.Equal(["amount", "channel", "credit_limit", "merchant", "opened"], view.Fields.Select(field => field.Name));
        Assert.Equal(
            (FeatureType.Double, "accounts", "EUR", (double?)0, (double?)100_000, FeatureValue.Of(500.0), TimeSpan.FromHours(1)),
            (limit.Type, limit.Source, limit.Unit, limit.Minimum, limit.Maximum, limit.Default, limit.TimeToLive!.Value));
        Assert.Equal((SourceKind.Postgresql, SourceMode.OnRead, TimeSpan.FromMilliseconds(200)), (accounts.Kind, accounts.Mode, accounts.Timeout));
        Assert.Equal("updated_at", accounts.EventTime);
        Assert.Equal(["connection", "query"], accounts.Settings.Keys);
        Assert.Equal((TimeSpan.FromDays(1), TimeSpan.FromHours(1), 12), (merchants.Length, merchants.Hop, merchants.Precision));
        Assert.Equal(["share", "share_after"], view.Derived.Select(derived => derived.Name));
        Assert.Equal(new DurabilityPolicy(DurabilityMode.WriteBehind, TimeSpan.FromSeconds(1)), view.Durability);
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromHours(2)), (view.Fallback.MaximumStale, view.Lateness));
    }

    [Fact]
    public void Read_ManyFaults_NamesEveryOneWithLineAndAllowedValues()
    {
        var violations = ViolationsOf(
            """
            name: Card
            entity: { card_id: double }
            sources:
              accounts:
                kind: oracle
                mode: on_read
                fields:
                  limit: { type: money }
              payments:
                kind: push
                mode: on_read
                timeout: 5 minutes
                fields:
                  amount: { type: double, minimum: 5, maximum: 1, default: abc, privacy: high }
                  card_id: { type: string, minimum: 0 }
                  colour: { type: string, categories: [red, red], default: blue, ttl: 0s }
            windows:
              w1: { field: amounts, aggregate: sum, length: 1h }
              w2: { field: colour, aggregate: mean, length: 1h, hop: 7m, precision: 5 }
              w3: { field: amount, aggregate: sum, length: 3650d, hop: 1d }
            derived:
              d1: { expression: amount + colour }
              d2: { expression: d3 }
              d3: { expression: d2 }
            fallback: { otherwise: guess }
            durability: { mode: write_through, bound: 1s }
            lateness: 40d
            colour: blue
            """);

        Assert.Equal(
            [
                "Line 1: 'name' is 'Card'; use 1 to 64 of a-z, 0-9 and _, starting with a letter.",
                "Line 2: 'entity.card_id' is 'double'; allowed are string, int, long.",
                "Line 5: 'sources.accounts.kind' is 'oracle'; allowed are postgresql, http, push, files.",
                "Line 8: 'sources.accounts.fields.limit.type' is 'money'; allowed are bool, int, long, float, double, string, timestamp.",
                "Line 11: 'sources.payments.mode' is 'on_read'; for a source of kind push allowed are pushed.",
                "Line 12: 'sources.payments.timeout' is '5 minutes'; a duration from 1ms to 1m is allowed: a whole number of ms, s, m, h or d.",
                "Line 14: 'sources.payments.fields.amount.privacy' is 'high'; allowed are none, pii, secret.",
                "Line 14: 'sources.payments.fields.amount.minimum' is 5, above the maximum 1.",
                "Line 14: 'sources.payments.fields.amount.default' is 'abc', which is not of type double.",
                "Line 15: 'sources.payments.fields.card_id' has a name that 'entity.card_id' has already; keys, fields, windows and derived features share one set of names.",
                "Line 16: 'sources.payments.fields.colour.ttl' is '0s'; a duration from 1ms to 3660d is allowed: a whole number of ms, s, m, h or d.",
                "Line 16: 'sources.payments.fields.colour.categories' lists 'red' more than once.",
                "Line 16: 'sources.payments.fields.colour.default' is not allowed by the field itself: 'colour' is 'blue'; allowed are red, red.",
                "Line 18: 'windows.w1.field' is 'amounts'; the fields are amount, colour.",
                "Line 19: 'windows.w2.aggregate' is 'mean' over 'colour' of type string; for it allowed are count, last, distinct.",
                "Line 19: 'windows.w2.precision' has a meaning with aggregate 'distinct' only; remove it.",
                "Line 19: 'windows.w2.hop' is 7m, which does not divide the length 1h.",
                "Line 20: 'windows.w3.hop' is 1d, which cuts the length 3650d into 3650 hops; at most 2000 are allowed.",
                "Line 22: 'derived.d1.expression' at character 8: '+' joins double and string; both must be numbers.",
                "Line 23: 'derived.d2.expression' of 'd2' needs d3, which in turn needs it or waits in such a circle.",
                "Line 24: 'derived.d3.expression' of 'd3' needs d2, which in turn needs it or waits in such a circle.",
                "Line 25: 'fallback.otherwise' is 'guess'; allowed are default, error.",
                "Line 26: 'durability.bound' has a meaning with mode 'write_behind' only; remove it.",
                "Line 27: 'lateness' is '40d'; a duration from 0s to 30d is allowed: a whole number of ms, s, m, h or d.",
                "Line 28: 'colour' is not known; the keys here are name, summary, entity, sources, request, windows, derived, fallback, durability, lateness.",
            ],
            violations);
    }

    [Theory]
    [InlineData("", "the file must be one mapping of keys to values.")]
    [InlineData("- a", "the file must be one mapping of keys to values.")]
    [InlineData("a: &x 1\nb: *x", "Line 2: the file uses the alias '*x'; write the value out.")]
    [InlineData("a: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", "Line 1: the file nests deeper than 16 levels.")]
    public void Read_NotAView_SaysWhy(string yaml, string expected) => Assert.Equal([expected], ViolationsOf(yaml));

    [Fact]
    public void Read_NotYaml_NamesTheLine() => Assert.StartsWith("Line 2: the file is not YAML: ", Assert.Single(ViolationsOf("a: 1\nb: ]")), StringComparison.Ordinal);

    [Fact]
    public void Read_EmptyMapping_NamesWhatIsMissing() => Assert.Equal(
        [
            "Line 1: 'name' is missing.",
            "Line 1: 'entity' is missing; name at least one key, such as 'customer_id: string'.",
            "Line 1: 'sources' is missing; name at least one source.",
        ],
        ViolationsOf("{}"));

    [Theory]
    [InlineData("connection: Host=db;Password=hunter2", "connection")]
    [InlineData("connection: postgres://app:hunter2@db/x", "connection")]
    [InlineData("connection: ${env:PASSWORD}", "connection")]
    public void Read_LiteralSecret_IsRefusedWithoutRepeatingIt(string line, string key)
    {
        var yaml = SampleViews.CardYaml.Replace("connection: Host=db;Username=app;Password=${secret:ACCOUNTS_DB}", line, StringComparison.Ordinal);
        var violation = Assert.Single(ViolationsOf(yaml));

        Assert.StartsWith($"Line 9: 'sources.accounts.{key}' ", violation, StringComparison.Ordinal);
        Assert.Contains("${secret:NAME}", violation, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", violation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("where card_id = @card_id", "where card_id = 1", "Line 10: 'sources.accounts.query' does not use @card_id, so it would get the same for every entity; add it.")]
    [InlineData("query:", "watermark: updated_at\n    query:", "Line 10: 'sources.accounts.watermark' needs the other of 'changes' and 'watermark' beside it.")]
    [InlineData("query:", "watermark: updated_at\n    changes: select 1\n    query:",
        "Line 11: 'sources.accounts.changes' does not use @watermark, so each poll would read everything; add the condition.")]
    [InlineData("query:", "watermark: at\n    changes: select at from accounts where at >= @watermark order by at limit 100\n    query:",
        "Line 11: 'sources.accounts.changes' has a limit of its own, behind which rows with one watermark would never be seen; write 'limit @limit', or none.")]
    public void Read_QueryThatCannotWork_SaysWhatToAdd(string before, string after, string expected) =>
        Assert.Equal([expected], ViolationsOf(SampleViews.CardYaml.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public void Read_HttpSource_KeepsHeadersAndRefusesALiteralToken()
    {
        const string Yaml =
            """
            name: weather
            entity: { city: string }
            sources:
              service:
                kind: http
                mode: ahead
                interval: 30s
                url: https://weather.example/v1/{city}
                headers: { Authorization: "Bearer ${secret:WEATHER_TOKEN}", Accept: application/json }
                fields:
                  temperature: { type: float, column: /current/temperature }
            """;
        var source = Assert.Single(FeatureViewReader.Read(Yaml).Sources);

        Assert.Equal(["headers.Accept", "headers.Authorization", "url"], source.Settings.Keys);
        Assert.Equal(["WEATHER_TOKEN"], SecretReference.NamesIn(source.Settings["headers.Authorization"]));
        Assert.Equal("Bearer t", SecretReference.Resolve(source.Settings["headers.Authorization"], _ => "t"));
        Assert.Equal(
            ["Line 9: 'sources.service.headers.Authorization' holds what looks like a secret; write ${secret:NAME} in its place."],
            ViolationsOf(Yaml.Replace("${secret:WEATHER_TOKEN}", "abc", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_ComputedFeatures_InheritPrivacy()
    {
        var view = FeatureViewReader.Read(SampleViews.CardYaml
            .Replace("credit_limit: { type: double,", "credit_limit: { privacy: secret, type: double,", StringComparison.Ordinal)
            .Replace(", privacy: none }", " }", StringComparison.Ordinal));

        Assert.Equal(FeaturePrivacy.Pii, view.Windows.Single(window => window.Name == "merchants_1d").Privacy);
        Assert.All(view.Derived, derived => Assert.Equal(FeaturePrivacy.Secret, derived.Privacy));
        Assert.Equal(
            ["Line 25: 'derived.share.privacy' is 'none', but the value comes from a secret and stays secret; remove it."],
            ViolationsOf(
                """
                name: v
                entity: { id: string }
                sources:
                  s:
                    kind: push
                    mode: pushed
                    fields:
                      key: { type: string, privacy: secret }















                derived:
                  share: { expression: lower(key), privacy: none }
                """));
    }

    [Fact]
    public void ToCanonical_OtherLayout_GivesTheSameTextAndHash()
    {
        var view = SampleViews.Card;
        var canonical = view.ToCanonical();
        var again = FeatureViewReader.Read(canonical);
        var shuffled = FeatureViewReader.Read("lateness: 120m\n" + SampleViews.CardYaml.Replace("lateness: 2h", "", StringComparison.Ordinal)
            .Replace("{ type: double, unit: EUR, minimum: 0 }", "{ minimum: 0.0, unit: 'EUR', type: double }", StringComparison.Ordinal)
            .Replace("[web, chip]", "[chip, web]", StringComparison.Ordinal));

        Assert.Equal(canonical, again.ToCanonical());
        Assert.Equal(canonical, shuffled.ToCanonical());
        Assert.Equal(view.ContentHash(), shuffled.ContentHash());
        Assert.Matches("^[0-9a-f]{64}$", view.ContentHash());
        Assert.NotEqual(view.ContentHash(), FeatureViewReader.Read(SampleViews.CardYaml.Replace("ttl: 1h", "ttl: 2h", StringComparison.Ordinal)).ContentHash());
    }

    [Fact]
    public void ComputeDerived_VectorOfAView_ComputesInOrder()
    {
        var view = SampleViews.Card;
        var values = new FeatureValue[view.Names.All.Count];
        Set("amount_1h", FeatureValue.Of(100.0));
        Set("credit_limit", FeatureValue.Of(400.0));
        Set("request.price", FeatureValue.Of(200.0));
        view.ComputeDerived(values, default);

        Assert.Equal(FeatureValue.Of(0.25), Get("share"));
        Assert.Equal(FeatureValue.Of(0.75), Get("share_after"));

        void Set(string name, FeatureValue value) => values[Slot(name)] = value;
        FeatureValue Get(string name) => values[Slot(name)];
        int Slot(string name) => view.Names.TryGetSlot(name, out var slot) ? slot : -1;
    }

    [Theory]
    [InlineData(5.0, null)]
    [InlineData(-1.0, "'limit' is '-1'; a number from 0 to 10 is allowed")]
    [InlineData(double.NaN, "'limit' is 'NaN'; a number from 0 to 10 is allowed")]
    public void WhyRefused_Numbers_NamesTheRange(double value, string? expected)
    {
        var field = new FeatureField { Name = "limit", Column = "limit", Source = "s", Type = FeatureType.Double, Minimum = 0, Maximum = 10 };

        Assert.Equal(expected, field.WhyRefused(FeatureValue.Of(value)));
        Assert.Equal(
            expected?.Replace($"'{FeatureValue.Of(value)}'", "masked", StringComparison.Ordinal),
            (field with { Privacy = FeaturePrivacy.Pii }).WhyRefused(FeatureValue.Of(value)));
    }

    [Fact]
    public void WhyRefused_Categories_NamesSomeOfMany()
    {
        var field = new FeatureField
        {
            Name = "shop", Column = "shop", Source = "s", Type = FeatureType.String,
            Categories = [.. Enumerable.Range(0, 1000).Select(number => $"shop{number:000}")],
        };

        Assert.All(field.Categories, category => Assert.Null(field.WhyRefused(FeatureValue.Of(category))));
        Assert.StartsWith("'shop' is 'Shop001'; allowed are shop000, shop001, ", field.WhyRefused(FeatureValue.Of("Shop001")), StringComparison.Ordinal);
        Assert.EndsWith(", shop019 and 980 more", field.WhyRefused(FeatureValue.Of("shop1000")), StringComparison.Ordinal);
        Assert.Equal("'shop' must be of type string, and is of type long", field.WhyRefused(FeatureValue.Of(1L)));
    }

    private static string[] ViolationsOf(string yaml) =>
        [.. Assert.Throws<InvalidDefinitionException>(() => FeatureViewReader.Read(yaml)).Violations.Select(violation => violation.ToString())];
}
