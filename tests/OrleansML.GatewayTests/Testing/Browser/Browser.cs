using System.Diagnostics;
using System.Text;

namespace OrleansML.GatewayTests.Testing;

/// <summary>A Chromium without a screen, with a profile of its own, driven by the DevTools protocol. Needs what <c>deploy/setup.sh --with-browser</c> installs.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string MissingReason = "There is no Chromium on the PATH: run deploy/setup.sh --with-browser.";

    private const string Listening = "DevTools listening on ";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("orleansml-browser-");
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private DevTools? _tools;

    /// <summary>The program; null where there is none.</summary>
    public static string? Program { get; } = FindProgram();

    public async Task InitializeAsync()
    {
        if (Program is null)
            return;

        // Its sandbox needs rights that root in a container lacks; what it opens here are pages of this test alone.
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
            "--no-proxy-server", "--remote-debugging-port=0", $"--user-data-dir={_profile.FullName}", "about:blank",
        ];
        _process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        try
        {
            _tools = await DevTools.ConnectAsync(await _address.Task.WaitAsync(LongestStart));
        }
        catch (TimeoutException exception)
        {
            lock (_log)
                throw new InvalidOperationException($"{Program} did not start: {_log}", exception);
        }
    }

    /// <summary>Opens a page and waits until it has loaded.</summary>
    /// <param name="address">A file or an address of HTTP.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="dark">Whether its user prefers dark.</param>
    public Task<BrowserPage> OpenAsync(Uri address, int width = 1280, bool dark = false) => BrowserPage.OpenAsync(_tools!, address, width, dark);

    public async Task DisposeAsync()
    {
        if (_tools is not null)
            await _tools.DisposeAsync();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        // What was killed along with it may write for a moment yet.
        await Eventually.HoldsAsync(() => Task.FromResult(TryDeleteProfile()), $"{_profile} is deleted");
    }

    private bool TryDeleteProfile()
    {
        try
        {
            if (Directory.Exists(_profile.FullName))
                _profile.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Read(string? line)
    {
        lock (_log)
            _log.AppendLine(line);
        if (line?.StartsWith(Listening, StringComparison.Ordinal) == true)
            _address.TrySetResult(new Uri(line[Listening.Length..]));
    }

    private static string? FindProgram() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => new[] { "chromium-headless-shell", "chromium" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
