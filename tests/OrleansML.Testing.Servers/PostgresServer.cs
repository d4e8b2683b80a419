using System.Diagnostics;
using System.Globalization;

namespace OrleansML.Testing.Servers;

/// <summary>
/// A PostgreSQL server of its own for one test or fixture: on a loopback port, with its data in a temporary directory. PostgreSQL does not run
/// as root; a test that does starts it as the user <c>postgres</c>. Needs PostgreSQL, which <c>deploy/setup.sh --with-servers</c> installs.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The user that owns everything.</summary>
    public const string User = "orleansml";

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly string[] Places = [.. InstalledVersions(), "/usr/local/bin", "/usr/bin"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleansml-postgres-");
    private string _password;
    private Process? _process;

    private PostgresServer(string password, int port)
    {
        _password = password;
        Port = port;
    }

    /// <summary>The port it listens on, the same after every restart.</summary>
    public int Port { get; }

    /// <summary>Where it listens, as an Npgsql connection string without the password.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database=postgres");

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Log => Path.Combine(_folder.FullName, "postgres.log");

    /// <summary>Creates a server without tables and waits until it answers.</summary>
    /// <param name="password">Password of <see cref="User"/>.</param>
    public static async Task<PostgresServer> StartAsync(string password = "local")
    {
        var server = new PostgresServer(password, FreePort.Take());
        try
        {
            await server.InitialiseAsync();
            await server.RestartAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Starts the server again, with its data.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        string[] settings =
        [
            "-D", Data, "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", "", "-c", "max_connections=40",
            "-c", "shared_buffers=16MB", "-c", "logging_collector=off", "-c", "jit=off",
        ];
        _process = Start(Program("postgres"), settings, Log);
        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > LongestStart)
                throw new InvalidOperationException($"postgres does not answer on port {Port}: {ReadLog()}");

            await Task.Delay(20);
        }
    }

    /// <summary>Kills the server and all that serve its connections with SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;

        var children = ChildrenOf(_process.Id);
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        // As long as one of them lives, the data count as in use, and the server does not start again.
        while (children.Any(IsAlive))
            await Task.Delay(5);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops the server as an operator would: connections are cut, and what is committed is written (SIGINT, a fast shutdown).</summary>
    public async Task StopAsync()
    {
        if (_process is null)
            return;

        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Runs SQL with <c>psql</c>, all or nothing, and returns what it prints: rows on lines, columns separated by <c>|</c>.</summary>
    /// <param name="sql">One or more statements.</param>
    public async Task<string> ExecuteAsync(string sql)
    {
        var (code, output, error) = await PsqlAsync(sql);
        return code == 0 ? output.TrimEnd('\n') : throw new InvalidOperationException($"psql ended with {code}: {error}");
    }

    /// <summary>Gives <see cref="User"/> another password; who is connected stays so.</summary>
    public async Task ChangePasswordAsync(string password)
    {
        await ExecuteAsync($"alter user {User} password '{password.Replace("'", "''", StringComparison.Ordinal)}'");
        _password = password;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    private static string[] InstalledVersions()
    {
        const string Root = "/usr/lib/postgresql";
        return !Directory.Exists(Root)
            ? []
            : [.. Directory.GetDirectories(Root).OrderByDescending(path => int.TryParse(Path.GetFileName(path), out var version) ? version : 0).Select(path => Path.Combine(path, "bin"))];
    }

    private static string Program(string name) =>
        Places.Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"There is no program '{name}' in {string.Join(", ", Places)}. Run deploy/setup.sh --with-servers.");

    private static int[] ChildrenOf(int process) =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && StatusOf(id) is [_, var parent, ..] && parent == process.ToString(CultureInfo.InvariantCulture)),
    ];

    // One that has ended and that nobody has asked after yet has the state Z.
    private static bool IsAlive(int process) => StatusOf(process) is [not "Z", ..];

    // State, parent and more of a process; empty when there is none.
    private static string[] StatusOf(int process)
    {
        try
        {
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            // The name before the state is in parentheses and may hold anything.
            return status[(status.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // The shell gives way to the program at once, so its process is the server's own.
    private static Process Start(string program, string[] arguments, string log)
    {
        string[] asUser = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : [];
        string[] command = ["-c", "log=\"$1\"; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", log, .. asUser, program, .. arguments];
        return Process.Start(new ProcessStartInfo("/bin/sh", command) { WorkingDirectory = "/", Environment = { ["LC_ALL"] = "C" } })!;
    }

    private async Task InitialiseAsync()
    {
        var passwordFile = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(passwordFile, _password);
        if (Environment.IsPrivilegedProcess)
        {
            using var own = Process.Start("chown", ["-R", "postgres:postgres", _folder.FullName]);
            await own.WaitForExitAsync();
        }

        using var initialise = Start(
            Program("initdb"), ["-D", Data, "-U", User, "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale=C", "-N"], Log);
        await initialise.WaitForExitAsync();
        if (initialise.ExitCode != 0)
            throw new InvalidOperationException($"initdb ended with {initialise.ExitCode}: {ReadLog()}");
    }

    private async Task<bool> AnswersAsync() => (await PsqlAsync("select 1")).Code == 0;

    private async Task<(int Code, string Output, string Error)> PsqlAsync(string sql)
    {
        string[] arguments = ["-X", "-q", "-A", "-t", "-1", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, "-d", "postgres", "-f", "-"];
        var start = new ProcessStartInfo(Program("psql"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = _password, ["PGCONNECT_TIMEOUT"] = "5" },
        };
        using var psql = Process.Start(start)!;
        var output = psql.StandardOutput.ReadToEndAsync();
        var error = psql.StandardError.ReadToEndAsync();
        try
        {
            await psql.StandardInput.WriteAsync(sql);
            psql.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read anything; its exit code and its error say why.
        }

        await psql.WaitForExitAsync();
        return (psql.ExitCode, await output, await error);
    }

    private string ReadLog() => File.Exists(Log) ? File.ReadAllText(Log) : "it wrote no log.";
}
