using System.Globalization;
using System.Text;
using OrleansML.Testing.Servers;

namespace OrleansML.Testing.Processes;

/// <summary>
/// A cluster of real processes for one test: silos, gateways and a Redis server, each on an address of its own, with their logs kept. What
/// is alive at the end is ended by its id.
/// </summary>
public sealed class ProcessCluster : IAsyncDisposable
{
    /// <summary>Port of gateways.</summary>
    public const int HttpPort = 8080;

    private const int RedisNumber = 1;
    private const int FirstSilo = 11;
    private const int FirstGateway = 101;

    private readonly TemporaryDirectory _data = new();
    private readonly ProcessClusterOptions _options;
    private readonly LoopbackHosts _hosts;
    private readonly List<ClusterNode> _strangers = [];

    private ProcessCluster(ProcessClusterOptions options, LoopbackHosts hosts, RedisServer redis)
    {
        _options = options;
        _hosts = hosts;
        Redis = redis;
        Silos = [.. Enumerable.Range(0, options.Silos).Select(index => CreateNode("silo", index, FirstSilo + index))];
        Gateways = [.. Enumerable.Range(0, options.Gateways).Select(index => CreateNode("gateway", index, FirstGateway + index))];
    }

    /// <summary>The server that holds the cluster's state.</summary>
    public RedisServer Redis { get; }

    public IReadOnlyList<ClusterNode> Silos { get; }

    public IReadOnlyList<ClusterNode> Gateways { get; }

    /// <summary>Configuration of a client inside the test.</summary>
    public IReadOnlyDictionary<string, string> ClientSettings =>
        new Dictionary<string, string>(_options.Settings) { ["OrleansML:Cluster:Redis"] = Redis.ConnectionString };

    /// <summary>Starts everything and waits until all of it answers.</summary>
    public static async Task<ProcessCluster> StartAsync(ProcessClusterOptions options)
    {
        Directory.CreateDirectory(options.LogFolder);
        var hosts = new LoopbackHosts(Random.Shared);
        var redis = await RedisServer.StartAsync(options.Network?.Gateway ?? hosts[RedisNumber]);
        var cluster = new ProcessCluster(options, hosts, redis);
        try
        {
            // The first silo creates the table, and the others would otherwise compete for the two processors with it.
            await cluster.Silos[0].StartAsync();
            await Task.WhenAll(cluster.Silos.Skip(1).Concat(cluster.Gateways).Select(node => node.StartAsync()));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    /// <summary>Adds a silo that is not started yet, to be started in a way of its own.</summary>
    public ClusterNode AddSilo()
    {
        var number = _options.Silos + _strangers.Count;
        var node = CreateNode("silo", number, FirstSilo + number);
        _strangers.Add(node);
        return node;
    }

    /// <summary>Runs a verb against the first gateway.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => Binary.RunAsync([.. arguments, "--url", Gateways[0].Url.ToString()]);

    /// <summary>The end of every process's log, for a failure's text.</summary>
    public string DescribeLogs(int lines = 40)
    {
        var text = new StringBuilder();
        foreach (var node in Silos.Concat(_strangers).Concat(Gateways))
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"--- {node.Name} at {node.Address}, running: {node.IsRunning}, {LogFileOf(node.Name)}");
            if (node.RestartFailure is { } failure)
                text.AppendLine(failure);
            foreach (var line in (node.Process?.Log ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines))
                text.AppendLine(line.Length > 400 ? line[..400] : line);
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(Silos.Concat(_strangers).Concat(Gateways).Select(node => node.DisposeAsync().AsTask()));
        }
        finally
        {
            await Redis.DisposeAsync();
            _data.Dispose();
        }
    }

    private ClusterNode CreateNode(string role, int index, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{role}-{index}");
        var place = _options.Network?.Place(number);
        return new ClusterNode(name, place?.Address ?? _hosts[number], _options.RestartExitCode, node => new PlatformStart
        {
            Arguments = [.. role == "silo" ? SiloArguments(node) : GatewayArguments(node), .. Settings(role)],
            Environment = role == "silo" ? _options.SiloEnvironment() : new Dictionary<string, string>(),
            LogFile = LogFileOf(name),
            Network = place,
        });
    }

    private string[] SiloArguments(ClusterNode node) =>
    [
        "--role", "silo", "--redis", Redis.ConnectionString, "--data", _data.Path, "--advertise", node.Address.ToString(),
        "--set", $"OrleansML:Silo:Name={node.Name}",
    ];

    private string[] GatewayArguments(ClusterNode node) =>
        ["--role", "gateway", "--redis", Redis.ConnectionString, "--address", node.Address.ToString(), "--port", $"{HttpPort}"];

    private IEnumerable<string> Settings(string role) =>
        (role == "silo" ? _options.Settings.Concat(_options.SiloSettings) : _options.Settings)
        .SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" });

    private string LogFileOf(string name) => Path.Combine(_options.LogFolder, $"{name}.log");
}
