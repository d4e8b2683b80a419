using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace OrleansML.Testing.Processes;

/// <summary>
/// A network of its own for the processes of a test: a bridge, and per process a network namespace with an address on it. Links between two
/// processes can be cut while both still reach everybody else. The test itself must already run in a network namespace of its own, so that
/// no address of this network is visible on the machine and everything ends with the test's process, however that ends.
/// </summary>
public sealed class PrivateNetwork
{
    /// <summary>Environment variable by which a test tells its repetition in a namespace of its own which one it came from.</summary>
    public const string OriginVariable = "ORLEANSML_TEST_NETWORK_ORIGIN";

    private const string Bridge = "oml-bridge";
    private const int PrefixLength = 24;

    private readonly Dictionary<IPAddress, int> _processes = [];

    private PrivateNetwork() => Gateway = AddressOf(1);

    /// <summary>Address of the test itself.</summary>
    public IPAddress Gateway { get; }

    /// <summary>The network namespace of the calling process.</summary>
    public static string Current => new FileInfo("/proc/self/ns/net").LinkTarget ?? "";

    /// <summary>Whether the calling process was put into a network namespace of its own.</summary>
    public static bool IsIsolated => Environment.GetEnvironmentVariable(OriginVariable) is { Length: > 0 } origin && origin != Current;

    /// <summary>Why no isolated network can be had on this machine; null where it can.</summary>
    public static async Task<string?> FindObstacleAsync()
    {
        if (!OperatingSystem.IsLinux())
            return "network namespaces are a feature of Linux";

        try
        {
            await RunAsync("unshare", "--net", "--", "sh", "-c", "ip link set lo up && ip link add oml-probe type bridge");
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"network namespaces are not allowed here, or the package iproute2 is missing: {exception.Message}";
        }
    }

    /// <summary>Sets the bridge up in the test's own namespace.</summary>
    public static async Task<PrivateNetwork> CreateAsync()
    {
        if (!IsIsolated)
            throw new InvalidOperationException("The test runs in the machine's own network, which it must not change.");

        var network = new PrivateNetwork();
        await RunAsync("ip", "link", "add", Bridge, "type", "bridge");
        await RunAsync("ip", "address", "add", $"{network.Gateway}/{PrefixLength}", "dev", Bridge);
        await RunAsync("ip", "link", "set", Bridge, "up");
        return network;
    }

    /// <summary>The place number <paramref name="number"/>, 2 to 254.</summary>
    public NetworkAttachment Place(int number) => new(this, AddressOf(number));

    /// <summary>Cuts the link between two processes: whatever one sends the other is dropped without a word.</summary>
    public async Task CutAsync(IPAddress one, IPAddress other)
    {
        await LoseAsync(one, other);
        await LoseAsync(other, one);
    }

    /// <summary>Mends what <see cref="CutAsync"/> cut.</summary>
    public async Task MendAsync(IPAddress one, IPAddress other)
    {
        await FindAsync(one, other);
        await FindAsync(other, one);
    }

    internal async Task AttachAsync(int process, IPAddress address)
    {
        var number = address.GetAddressBytes()[^1];
        string outside = Invariant($"oml-{number}"), inside = Invariant($"oml-{number}-in"), id = Invariant($"{process}");

        // The cable of a process before may still be on its way out with its namespace.
        if (Directory.Exists($"/sys/class/net/{outside}"))
            await RunAsync("ip", "link", "delete", outside);
        await RunAsync("ip", "link", "add", outside, "type", "veth", "peer", "name", inside);
        await RunAsync("ip", "link", "set", inside, "netns", id);
        await RunAsync("ip", "link", "set", outside, "master", Bridge, "up");
        await InAsync(id, "link", "set", "lo", "up");
        await InAsync(id, "link", "set", inside, "name", "eth0");
        await InAsync(id, "address", "add", $"{address}/{PrefixLength}", "dev", "eth0");
        await InAsync(id, "link", "set", "eth0", "up");
        _processes[address] = process;
    }

    // A neighbour with an address of nobody: packets leave and never arrive, as with a broken cable. A blackhole route would fail the
    // sender's calls at once, which is the easier case.
    private Task LoseAsync(IPAddress from, IPAddress to) =>
        InAsync(Id(from), "neighbour", "replace", to.ToString(), "lladdr", "02:00:00:00:00:00", "dev", "eth0", "nud", "permanent");

    // A process that ended meanwhile took what was cut with it, and the one that follows it has nothing to mend.
    private Task FindAsync(IPAddress from, IPAddress to) => Directory.Exists($"/proc/{Id(from)}/ns")
        ? InAsync(Id(from), "neighbour", "flush", "to", to.ToString(), "dev", "eth0", "nud", "permanent")
        : Task.CompletedTask;

    private string Id(IPAddress address) => Invariant($"{_processes[address]}");

    private static Task InAsync(string process, params string[] arguments) =>
        RunAsync("nsenter", ["--target", process, "--net", "--", "ip", .. arguments]);

    private static async Task RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {error.Trim()}");
    }

    private static IPAddress AddressOf(int number) => new([10, 213, 0, checked((byte)number)]);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
