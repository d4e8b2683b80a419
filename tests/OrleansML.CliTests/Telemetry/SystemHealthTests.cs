using System.Text.Json;
using OrleansML.Testing;
using YamlDotNet.RepresentationModel;

namespace OrleansML.CliTests.Telemetry;

public sealed class SystemHealthTests(ObservedPlatform platform) : IClassFixture<ObservedPlatform>
{
    private readonly HashSet<string> _samples = MetricNames.OfSamples(platform.Metrics);

    [Theory]
    [InlineData("orleansml_requests_total{otel_scope_name=\"OrleansML.Serving\",code=\"ok\",model=\"fare\",pool=\"cpu\",version=\"1\"} 3")]
    [InlineData("orleansml_requests_total{otel_scope_name=\"OrleansML.Serving\",code=\"invalid_request\",model=\"fare\",pool=\"cpu\",version=\"1\"} 1")]
    [InlineData("orleansml_request_duration_seconds_count{otel_scope_name=\"OrleansML.Serving\",model=\"fare\",outcome=\"ok\",pool=\"cpu\",version=\"1\"} 3")]
    [InlineData("orleansml_queue_duration_seconds_count{otel_scope_name=\"OrleansML.Serving\",model=\"fare\",pool=\"cpu\",version=\"1\"} 3")]
    [InlineData("orleansml_feature_duration_seconds_count{otel_scope_name=\"OrleansML.Serving\",model=\"fare\",pool=\"cpu\",version=\"1\"} 3")]
    [InlineData("orleansml_batch_rows_sum{otel_scope_name=\"OrleansML.Serving\",model=\"fare\",pool=\"cpu\",version=\"1\"} 3")]
    [InlineData("orleansml_queue_length{otel_scope_name=\"OrleansML.Serving\",model=\"fare\",pool=\"cpu\",version=\"1\"} 0")]
    [InlineData("orleansml_queue_rejected_total{otel_scope_name=\"OrleansML.Serving\",model=\"fare\",pool=\"cpu\",version=\"1\"} 0")]
    [InlineData("orleansml_replicas{otel_scope_name=\"OrleansML.Serving\",model=\"fare\",pool=\"cpu\",version=\"1\"} 1")]
    [InlineData("orleansml_models_loaded{otel_scope_name=\"OrleansML.Serving\"} 1")]
    [InlineData("orleansml_pipeline_runs_total{otel_scope_name=\"OrleansML.Pipelines\",outcome=\"succeeded\",pipeline=\"nightly\"} 1")]
    [InlineData("orleansml_scoring_rows_total{otel_scope_name=\"OrleansML.Jobs\",outcome=\"dead_letter\"} 0")]
    [InlineData("orleansml_slo_requests_total{otel_scope_name=\"OrleansML.Slo\",model=\"fare\",objective=\"availability\",outcome=\"good\"} 3")]
    [InlineData("orleansml_slo_requests_total{otel_scope_name=\"OrleansML.Slo\",model=\"fare\",objective=\"latency\",outcome=\"bad\"} 0")]
    [InlineData("orleansml_slo_burn_rate{otel_scope_name=\"OrleansML.Slo\",model=\"fare\",objective=\"latency\",window=\"6h\"} 0")]
    public void Metrics_AfterThreeAnswersAndOneRefusal_CountThem(string sample) =>
        Assert.Contains(sample, platform.Metrics.Split('\n').Select(static line => line.TrimEnd()).Select(static line => WithoutTime(line)));

    [Fact]
    public void Metrics_Labels_HaveNoEntityAndNoValue()
    {
        Assert.DoesNotContain(ObservedPlatform.Entity, platform.Metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(ObservedPlatform.Personal, platform.Metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("/fare", platform.Metrics, StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_Table_HasEveryMetricOfThePlatform()
    {
        var named = MetricNames.In(File.ReadAllText(Repository.PathOf("silo", "OrleansML.Silo", "README.md")));
        var families = platform.Metrics.Split('\n').Where(static line => line.StartsWith("# TYPE orleansml_", StringComparison.Ordinal))
            .Select(static line => line.Split(' ')[2]).ToHashSet();

        Assert.Empty(families.Except(named));
        Assert.Empty(named.Where(static name => name.StartsWith("orleansml_", StringComparison.Ordinal)).Except(families).Except(Seldom));
    }

    [Fact]
    public void Dashboard_EveryExpression_UsesMetricsThatExist()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("deploy", "grafana", "orleansml.json")));
        var expressions = Strings(dashboard.RootElement, "expr").Concat(Strings(dashboard.RootElement, "query")).ToArray();

        Assert.All(expressions, expression => Assert.Empty(MetricNames.In(expression).Except(_samples)));
        Assert.True(Strings(dashboard.RootElement, "expr").Count() >= 30);
        Assert.All(Strings(dashboard.RootElement, "expr"), static expression => Assert.NotEmpty(MetricNames.In(expression)));
    }

    [Fact]
    public void Rules_EveryExpression_UsesMetricsThatExist()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Repository.PathOf("deploy", "prometheus", "rules.yml"))));
        var expressions = yaml.Documents[0].AllNodes.OfType<YamlMappingNode>()
            .Where(static node => node.Children.ContainsKey("expr")).Select(static node => node.Children["expr"].ToString()).ToArray();

        Assert.True(expressions.Length >= 6);
        Assert.All(expressions, expression => Assert.Empty(MetricNames.In(expression).Except(_samples)));
    }

    [Fact]
    public async Task Collector_MetricsLogsAndTraces_ArriveUnderTheServicesNameWithoutPrivateValues()
    {
        await platform.WaitUntilSentAsync("metrics", "orleansml.requests");
        await platform.WaitUntilSentAsync("metrics", "invalid_request");
        await platform.WaitUntilSentAsync("logs", "Loaded model");
        await platform.WaitUntilSentAsync("traces", "feature.read");

        foreach (var signal in new[] { "metrics", "logs", "traces" })
        {
            var sent = platform.Sent(signal);
            Assert.Matches("service.name[^a-z]*orleansml", sent);
            Assert.DoesNotContain(ObservedPlatform.Personal, sent, StringComparison.Ordinal);
            Assert.DoesNotContain(ObservedPlatform.Entity, sent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task GetSlo_ModelWithObjectives_AddsUpWhatTheSilosCounted()
    {
        using var answer = JsonDocument.Parse(await platform.Http.GetStringAsync(new Uri("api/v1/models/fare/slo", UriKind.Relative)));
        var root = answer.RootElement;
        var objectives = root.GetProperty("objectives");

        Assert.Equal(1, root.GetProperty("silos").GetInt32());
        Assert.Equal(["availability", "latency"], objectives.EnumerateArray().Select(static objective => objective.GetProperty("objective").GetString()));
        Assert.Equal(0.999, objectives[0].GetProperty("target").GetDouble());
        Assert.Equal(0.95, objectives[1].GetProperty("target").GetDouble());
        Assert.Equal(30_000, objectives[1].GetProperty("latencyMilliseconds").GetDouble());
        Assert.Equal("none", objectives[0].GetProperty("alert").GetString());
        Assert.Equal(
            ["5m: 3", "30m: 3", "1h: 3", "6h: 3"],
            objectives[0].GetProperty("windows").EnumerateArray().Select(static window => $"{window.GetProperty("window")}: {window.GetProperty("requests")}"));
    }

    [Fact]
    public async Task GetSlo_UnknownModel_Is404()
    {
        using var answer = await platform.Http.GetAsync(new Uri("api/v1/models/nobody/slo", UriKind.Relative));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    // Need a source that is called, and have tests of their own.
    private static readonly string[] Seldom = ["orleansml_feature_fetch_duration_seconds", "orleansml_feature_source_open", "orleansml_monitoring_lost_total", "orleansml_monitoring_windows_lost_total"];

    private static string WithoutTime(string line) => line.Count(static letter => letter == ' ') > 1 ? line[..line.LastIndexOf(' ')] : line;

    private static IEnumerable<string> Strings(JsonElement element, string member) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.Name == member && property.Value.ValueKind == JsonValueKind.String
            ? [property.Value.GetString()!]
            : Strings(property.Value, member)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, member)),
        _ => [],
    };
}
