using System.Globalization;
using System.Text.Json;
using OrleansML.Benchmarks;
using OrleansML.Benchmarks.Cluster;
using OrleansML.Benchmarks.Features;
using OrleansML.Benchmarks.GrainCalls;
using OrleansML.Benchmarks.Learning;
using OrleansML.Benchmarks.Monitoring;
using OrleansML.Benchmarks.Scoring;
using OrleansML.Benchmarks.Serving;
using Spectre.Console;

const int Usage = 2;
var json = args.Contains("--json");
var quick = args.Contains(ClusterComparison.QuickOption);
var elastic = args.Contains(LearningBenchmark.ElasticOption);
var names = args.Where(argument => argument is not ("--json" or ClusterComparison.QuickOption or LearningBenchmark.ElasticOption)).ToArray();
switch (names.FirstOrDefault() ?? ServingBenchmark.Name)
{
    case ServingBenchmark.PlatformChild:
        await ServingBenchmark.ServePlatformAsync(names[1..]);
        return 0;
    case HttpBenchmark.PeerChild:
        await HttpBenchmark.ServePeerAsync();
        return 0;
    case AsOfJoin.Child:
        await AsOfJoin.RunPartAsync(names[1], names[2]);
        return 0;
    case ScoringPart.Child:
        await ScoringPart.RunAsync(names[1..]);
        return 0;
    case LivePart.Child:
        await LivePart.ServeAsync();
        return 0;
    case CountPart.Child:
        CountPart.Run();
        return 0;
    case ProfilePart.Child:
        ProfileData.Run(names[1]);
        return 0;
    case QueryPart.Child:
        await QueryPart.ServeAsync();
        return 0;
    case EventsPart.Child:
        await EventsPart.ServeAsync(names[1], names[2]);
        return 0;
    case ServingBenchmark.Name:
        await ReportAsync(ServingBenchmark.RunAsync());
        return 0;
    case HttpBenchmark.Name:
        await ReportAsync(HttpBenchmark.RunAsync());
        return 0;
    case EngineComparison.Name:
        await ReportAsync(EngineComparison.RunAsync());
        return 0;
    case ClusterComparison.Name:
        await ReportAsync(ClusterComparison.RunAsync(quick));
        return 0;
    case FeaturesBenchmark.Name:
        await ReportAsync(FeaturesBenchmark.RunAsync());
        return 0;
    case LearningBenchmark.Name:
        await ReportAsync(LearningBenchmark.RunAsync(elastic));
        return 0;
    case ScoringBenchmark.Name:
        await ReportAsync(ScoringBenchmark.RunAsync(quick));
        return 0;
    case MonitoringBenchmark.Name:
        await ReportAsync(MonitoringBenchmark.RunAsync(names.ElementAtOrDefault(1)));
        return 0;
    case var unknown:
        string[] known =
            [
                ServingBenchmark.Name, HttpBenchmark.Name, EngineComparison.Name, ClusterComparison.Name, FeaturesBenchmark.Name, LearningBenchmark.Name,
                ScoringBenchmark.Name, MonitoringBenchmark.Name,
            ];
        await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}'; there are: {string.Join(", ", known)}.");
        return Usage;
}

async Task ReportAsync(IAsyncEnumerable<Measurement> measurements)
{
    var table = new Table().AddColumns("what", "value", "unit", "baseline", "ratio", "budget", "met");
    await foreach (var row in measurements)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(row, JsonSerializerOptions.Web));
            continue;
        }

        table.AddRow(row.Name, Number(row.Value), row.Unit, Number(row.Baseline), Number(row.Ratio), row.Budget, row.Met is { } met ? met ? "yes" : "NO" : "");
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{row.Name}: {row.Value:G4} {row.Unit}"));
    }

    if (!json)
        AnsiConsole.Write(table);
}

static string Number(double? value) => value is { } number ? number.ToString(number >= 100 ? "N0" : "N2", CultureInfo.InvariantCulture) : "";
