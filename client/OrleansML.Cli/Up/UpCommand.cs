using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansML.Silo;
using Spectre.Console;

namespace OrleansML.Cli.Up;

/// <summary><c>orleansml up</c>: runs a process of the cluster until SIGTERM or Ctrl-C.</summary>
internal sealed class UpCommand : Command
{
    private readonly Option<SiloRole> _role = new("--role")
    {
        Description = "What this process does: all (silo and gateway), silo, or gateway.",
        DefaultValueFactory = _ => SiloRole.All,
    };

    private readonly SettingOption[] _settings =
    [
        new("--pool", "OrleansML:Silo:Pool", "Pool of this silo. Default: cpu.", "NAME"),
        new("--data", "OrleansML:Silo:DataDirectory", "Directory of state and artifacts. Default: data.", "DIR"),
        new("--port", "OrleansML:Gateway:Port", "HTTP port. Default: 8080.", "PORT"),
        new("--address", "OrleansML:Gateway:Address", "IP address to answer HTTP on. Default: 127.0.0.1.", "IP"),
        new("--silo-port", "OrleansML:Silo:SiloPort", "Port for other silos. Default: 11111.", "PORT"),
        new("--gateway-port", "OrleansML:Silo:GatewayPort", "Port for Orleans clients. Default: 30000.", "PORT"),
        new("--advertise", "OrleansML:Silo:Address", "IP address that others reach this silo at. Default: 127.0.0.1.", "IP"),
        new("--redis", "OrleansML:Cluster:Redis", "Redis of the cluster. Default: none, state in --data.", "HOST:PORT,..."),
        new("--primary", "OrleansML:Silo:PrimarySilo", "Without --redis: first silo of the cluster. Default: this one.", "IP:PORT"),
        new("--connect", "OrleansML:Client:Gateways:0", "For --role gateway: a silo to connect to. Default: from --redis, else 127.0.0.1:30000.", "IP:PORT"),
    ];

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Any other setting, such as OrleansML:Inference:DeviceThreads=2. May be repeated.",
        HelpName = "KEY=VALUE",
    };

    public UpCommand(VerbContext verbs) : base("up", "Start a silo, a gateway, or both, and run until stopped.")
    {
        Add(_role);
        foreach (var setting in _settings)
            Add(setting);
        Add(_set);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var role = parsed.GetValue(_role);
        using var host = SiloHost.Build(role, SettingsOf(parsed));
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await SiloHost.StartAsync(host, cancellationToken);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before it was up; it did.
            return ExitCodes.Success;
        }

        Announce(verbs.OutputOf(parsed), role, host);
        await host.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Success;
    }

    private string[] SettingsOf(ParseResult parsed)
    {
        var settings = _settings.Where(setting => parsed.GetValue(setting) is not null)
            .Select(setting => $"--{setting.Key}={parsed.GetValue(setting)}");
        var further = (parsed.GetValue(_set) ?? []).Select(text => text.Contains('=')
            ? $"--{text}"
            : throw new CliException($"--set '{text}' is not of the form KEY=VALUE.", ExitCodes.Usage));
        return [.. settings, .. further];
    }

    private static void Announce(Output output, SiloRole role, IHost host)
    {
        var report = new UpReport(role, SiloHost.UrlsOf(host), Environment.ProcessId);
        output.Write(report, console =>
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"OrleansML is up as {role} (process {report.ProcessId})."));
            foreach (var url in report.Urls)
                console.WriteLine($"  HTTP    {url}");
            console.WriteLine("  Stop    Ctrl-C");
        });
    }
}
