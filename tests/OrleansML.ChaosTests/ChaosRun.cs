using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using OrleansML.ChaosTests.Load;
using OrleansML.ChaosTests.Reports;
using OrleansML.Client;
using OrleansML.Models;
using OrleansML.Registry;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

/// <summary>
/// One fault test: a cluster of processes under load, faults that the test causes, and at the end the judgement that every test shares:
/// no prediction lost, none wrong, no acknowledged change gone.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    /// <summary>The model that predictions are asked of; it has as many replicas as there are silos.</summary>
    public const string Model = "linear";

    /// <summary>Exit code of a silo that found itself declared dead.</summary>
    public const int EvictedExitCode = 3;

    private const string SettingsVariable = "ORLEANSML_CHAOS_SETTINGS";
    private static readonly string[] Ledgers = [Model, "ledger-a", "ledger-b"];
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan LongestBeginning = TimeSpan.FromSeconds(90);

    private readonly Stopwatch _clock;
    private readonly List<FaultMark> _faults = [];
    private readonly List<string> _notes = [];
    private readonly ITestOutputHelper _output;
    private ReplicaProbe? _probe;

    private ChaosRun(ITestOutputHelper output, ProcessCluster cluster, TestClient client, TrafficGenerator traffic, RegistryWriter writer, Stopwatch clock)
    {
        _output = output;
        Cluster = cluster;
        Grains = client.Grains;
        Client = client.Client;
        Traffic = traffic;
        Writer = writer;
        _clock = clock;
    }

    public ProcessCluster Cluster { get; }

    public OrleansMLClient Client { get; }

    public IClusterClient Grains { get; }

    public TrafficGenerator Traffic { get; }

    public RegistryWriter Writer { get; }

    /// <summary>Starts cluster and load, lets the test cause its faults, and judges.</summary>
    public static async Task<FaultReport> RunAsync(
        ITestOutputHelper output, ChaosOptions options, Func<ChaosRun, Task> body, [CallerMemberName] string test = "")
    {
        var folder = TestResults.FolderOf(test);
        var settings = WithOverrides(options.Settings);
        await using var cluster = await ProcessCluster.StartAsync(new ProcessClusterOptions
        {
            Silos = options.Silos,
            Gateways = options.Gateways,
            Settings = settings,
            SiloSettings = options.SiloSettings,
            Network = options.Network,
            LogFolder = Path.Combine(folder, "logs"),
            RestartExitCode = EvictedExitCode,
        });
        try
        {
            await using var client = await TestClient.ConnectAsync(cluster.ClientSettings);
            await PrepareAsync(client.Client, options.Silos);
            using var balancer = new GatewayBalancer(cluster.Gateways.Select(gateway => gateway.Url));
            var clock = Stopwatch.StartNew();
            await using var traffic = new TrafficGenerator(clock, Model, balancer, client.Client);
            await using var writer = new RegistryWriter(clock, client.Client.Registry, Ledgers, options.MostVersions);
            await using var run = new ChaosRun(output, cluster, client, traffic, writer, clock);
            await run.WaitUntilSteadyAsync(LongestBeginning);
            await body(run);
            var report = await run.FinishAsync(test, folder);
            Judge(report, options);
            return report;
        }
        catch
        {
            output.WriteLine(cluster.DescribeLogs());
            throw;
        }
    }

    /// <summary>Time since the load began.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Adds lines to the report.</summary>
    public void Note(IEnumerable<string> lines) => _notes.AddRange(lines);

    /// <summary>Notes the time of a fault; to be called right before it is caused.</summary>
    public void Mark(string fault) => _faults.Add(new FaultMark(fault, _clock.Elapsed));

    /// <summary>
    /// Waits until nothing fails any more: for a second and a half every prediction was answered, changes were acknowledged, and the probe
    /// got through.
    /// </summary>
    public async Task WaitUntilSteadyAsync(TimeSpan longest)
    {
        var from = _clock.Elapsed;
        await Eventually.HoldsAsync(
            async () =>
            {
                // Looking costs as much as the run is long.
                await Task.Delay(Look);
                var since = _clock.Elapsed - Quiet;
                if (since < from)
                    return false;

                var predictions = Traffic.Records.Where(record => record.Due >= since).ToArray();
                return predictions.Length >= TrafficGenerator.Rate
                    && predictions.All(record => record.Outcome is PredictionOutcome.Right)
                    && Traffic.UnderWay < TrafficGenerator.Rate / 4
                    && Writer.Records.Any(record => record.Acknowledged >= since)
                    && (_probe is null || _probe.Records.Where(record => record.Sent >= since) is var calls && calls.Any() && calls.All(call => call.Fault is null));
            },
            $"predictions, changes and calls get through again; {Traffic.UnderWay} predictions are under way",
            longest);
    }

    /// <summary>Lets the load go on for a while.</summary>
    public Task LetRunAsync(TimeSpan time) => Task.Delay(time);

    /// <summary>Waits until the cluster has a silo as active.</summary>
    public Task WaitUntilActiveAsync(ClusterNode silo, TimeSpan longest) => Eventually.HoldsAsync(
        async () =>
        {
            var status = await Client.GetClusterStatusAsync();
            return status.Silos.Any(known => known.Name == silo.Name && known.Status == "Active");
        },
        $"{silo} is active",
        longest);

    /// <summary>The processes of the silos, to see whether they are still the same.</summary>
    public int[] SiloProcesses() => [.. Cluster.Silos.Select(silo => silo.IsRunning ? silo.Process!.Id : 0)];

    /// <summary>The silo that holds a replica of the model; the probe calls that replica from now on.</summary>
    public async Task<ClusterNode> ProbeReplicaAsync()
    {
        var replica = (await Client.GetReplicasAsync(Model, 1))[0];
        _probe = new ReplicaProbe(_clock, Grains.GetGrain<IModelGrain>(replica.Key));
        await WaitUntilSteadyAsync(LongestBeginning);
        return Cluster.Silos.Single(silo => replica.Silo.Contains($"{silo.Address}:", StringComparison.Ordinal));
    }

    /// <summary>The silo that holds the registry of a model.</summary>
    public async Task<ClusterNode> FindRegistryAsync(string model)
    {
        var address = await LocateRegistryAsync(model);
        return Cluster.Silos.Single(silo => silo.Address.Equals(address));
    }

    /// <summary>The address of the silo, known to this run or not, that holds the registry of a model.</summary>
    public async Task<IPAddress> LocateRegistryAsync(string model)
    {
        var registry = Grains.GetGrain<IModelRegistryGrain>(model);
        await registry.GetSnapshot();
        var address = await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(registry)
            ?? throw new InvalidOperationException($"The registry of '{model}' is active nowhere.");
        return address.Endpoint.Address;
    }

    public ValueTask DisposeAsync() => _probe?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static IReadOnlyDictionary<string, string> WithOverrides(IReadOnlyDictionary<string, string> settings)
    {
        var all = new Dictionary<string, string>(settings);
        foreach (var pair in (Environment.GetEnvironmentVariable(SettingsVariable) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
            all[pair[..pair.IndexOf('=')]] = pair[(pair.IndexOf('=') + 1)..];
        return all;
    }

    private static async Task PrepareAsync(OrleansMLClient client, int replicas)
    {
        foreach (var model in Ledgers)
        {
            for (var version = 1; version <= TrafficGenerator.Versions; version++)
            {
                var manifest = model == Model ? LinearModel.Manifest(replicas) : null;
                var push = new PushOptions { Version = version, Manifest = manifest };
                await client.Registry.PushAsync(model, new MemoryStream(LinearModel.ToOnnx(version)), push);
            }
        }

        for (var version = 1; version <= TrafficGenerator.Versions; version++)
            await client.WarmAsync(Model, version);
    }

    private static void Judge(FaultReport report, ChaosOptions options)
    {
        Assert.Empty(report.WriteFaults);
        Assert.True(report is { Wrong: 0, Lost: 0 }, $"{report.Wrong} predictions are wrong and {report.Lost} lost.");
        if (options.WritesEnd)
            Assert.True(report.WritesOpen == 0, $"{report.WritesOpen} changes that were begun are not acknowledged.");
    }

    private async Task<FaultReport> FinishAsync(string test, string folder)
    {
        await DisposeAsync();
        await Writer.StopAsync();
        await Traffic.StopAsync();
        var length = _clock.Elapsed;
        var faults = await Writer.FindFaultsAsync();
        var report = FaultReportBuilder.Build(
            test, length, [.. _faults], Traffic.Records, Writer.Records, faults, _probe?.Records ?? []) with { Notes = [.. _notes] };
        _output.WriteLine(FaultReportWriter.Write(folder, report));
        return report;
    }
}
