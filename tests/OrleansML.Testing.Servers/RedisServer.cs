using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansML.Testing.Servers;

/// <summary>
/// A Redis server of its own for one test or fixture: on a loopback port, with its data in a temporary directory, appending every write to
/// a file. Needs <c>redis-server</c>, which <c>deploy/setup.sh --with-servers</c> installs.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("orleansml-redis-");
    private readonly IPAddress _address;
    private DirectoryInfo? _saved;
    private Process? _process;

    private RedisServer(IPAddress address, int port)
    {
        _address = address;
        Port = port;
    }

    /// <summary>The port it listens on, the same after every restart.</summary>
    public int Port { get; }

    /// <summary>Where it listens, as a StackExchange.Redis configuration string.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"{_address}:{Port}");

    /// <summary>Starts a server with no data and waits until it answers.</summary>
    /// <param name="address">Where to listen; 127.0.0.1 when null.</param>
    public static async Task<RedisServer> StartAsync(IPAddress? address = null)
    {
        var server = new RedisServer(address ?? IPAddress.Loopback, ServerPorts.Take());
        try
        {
            await server.StartProcessAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Starts the server again after <see cref="KillAsync"/>.</summary>
    /// <param name="keepData">Whether it finds the data that it had.</param>
    public async Task RestartAsync(bool keepData = true)
    {
        await KillAsync();
        if (!keepData)
            Empty();

        await StartProcessAsync();
    }

    /// <summary>Restarts the server empty and keeps what it had, so that <see cref="RestoreAsync"/> can bring it back.</summary>
    public async Task RestartEmptyAsync()
    {
        await KillAsync();
        _saved = Directory.CreateTempSubdirectory("orleansml-redis-saved-");
        foreach (var entry in _data.EnumerateFileSystemInfos())
            Move(entry, _saved);
        Empty();
        await StartProcessAsync();
    }

    /// <summary>Does what an operator does with a backup: stops the server, puts the data that it had in place, and starts it.</summary>
    public async Task RestoreAsync()
    {
        await KillAsync();
        Empty();
        foreach (var entry in _saved!.EnumerateFileSystemInfos())
            Move(entry, _data);
        await StartProcessAsync();
    }

    /// <summary>Kills the server with SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;

        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops the process without ending it (SIGSTOP): connections stay open and nothing is answered.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets a paused process go on (SIGCONT).</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>Sends one command and returns the first line of the reply, such as <c>+OK</c>.</summary>
    /// <param name="words">The command and its arguments, for example <c>CONFIG SET min-replicas-to-write 1</c>, which makes it refuse writes.</param>
    public async Task<string> CommandAsync(params string[] words)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_address, Port);
        await using var stream = client.GetStream();
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadLineAsync() ?? throw new IOException("The server closed the connection.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_data.Exists)
            _data.Delete(recursive: true);
        _saved?.Delete(recursive: true);
    }

    private static void Move(FileSystemInfo entry, DirectoryInfo target)
    {
        var path = Path.Combine(target.FullName, entry.Name);
        if (entry is DirectoryInfo directory)
            directory.MoveTo(path);
        else
            ((FileInfo)entry).MoveTo(path);
    }

    private void Empty()
    {
        _data.Delete(recursive: true);
        _data.Create();
    }

    private async Task StartProcessAsync()
    {
        string[] settings =
        [
            "--bind", _address.ToString(), "--port", Port.ToString(CultureInfo.InvariantCulture), "--dir", _data.FullName,
            "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--protected-mode", "no", "--logfile", Path.Combine(_data.FullName, "redis.log"),
        ];
        _process = Process.Start(new ProcessStartInfo("redis-server", settings))!;
        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > LongestStart)
                throw new InvalidOperationException($"redis-server does not answer on port {Port}: {ReadLog()}");

            await Task.Delay(20);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await CommandAsync("PING") == "+PONG";
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }

    private string ReadLog()
    {
        var path = Path.Combine(_data.FullName, "redis.log");
        return File.Exists(path) ? File.ReadAllText(path) : "it wrote no log.";
    }

    private async Task SignalAsync(string signal)
    {
        var process = _process ?? throw new InvalidOperationException("The server does not run.");
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
