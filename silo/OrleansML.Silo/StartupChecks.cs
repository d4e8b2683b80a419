using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansML.Gateway;
using OrleansML.Silo.Health;

namespace OrleansML.Silo;

/// <summary>
/// Looks whether what the options name can be had: ports and the data directory. Another process may still take a port between this
/// check and the start; the start then fails with the runtime's own message.
/// </summary>
internal static class StartupChecks
{
    public static void Collect(SiloRole role, SiloOptions options, IServiceProvider services, List<string> violations)
    {
        if (role is not SiloRole.Gateway)
        {
            var address = IPAddress.Parse(options.ListenAddress ?? options.Address);
            CheckPort(address, options.SiloPort, $"{SiloOptions.Section}:{nameof(options.SiloPort)} (--silo-port)", violations);
            CheckPort(address, options.GatewayPort, $"{SiloOptions.Section}:{nameof(options.GatewayPort)} (--gateway-port)", violations);
            CheckDirectory(options.DataDirectory, violations);
        }

        if (role is SiloRole.Silo)
        {
            var health = services.GetRequiredService<IOptions<HealthServerOptions>>().Value;
            CheckPort(
                IPAddress.Parse(health.Address), health.Port, $"{HealthServerOptions.Section}:{nameof(HealthServerOptions.Port)}", violations);
        }

        if (role is not SiloRole.Silo)
        {
            var gateway = services.GetRequiredService<IOptions<GatewayOptions>>().Value;
            var option = $"{GatewayOptions.Section}:{nameof(GatewayOptions.Port)} (--port)";
            CheckPort(IPAddress.Parse(gateway.Address), gateway.Port, option, violations);
        }
    }

    // Port 0 is any free one and can always be had.
    private static void CheckPort(IPAddress address, int port, string option, List<string> violations)
    {
        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(address, port));
            probe.Listen();
        }
        catch (SocketException exception)
        {
            violations.Add(Describe(exception, new IPEndPoint(address, port), option));
        }
    }

    private static void CheckDirectory(string directory, List<string> violations)
    {
        var path = Path.GetFullPath(directory);
        try
        {
            Directory.CreateDirectory(path);
            using (File.Create(Path.Combine(path, $".write-check-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            violations.Add(
                $"Data directory '{path}' cannot be written ({exception.Message.TrimEnd('.')}): give this process write access, "
                + $"or set {SiloOptions.Section}:{nameof(SiloOptions.DataDirectory)} (--data) to another directory.");
        }
    }

    private static string Describe(SocketException exception, IPEndPoint endpoint, string option) => exception.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            $"Port {endpoint.Port} of {endpoint.Address} is taken by another process: stop that process, or set {option} to a free port.",
        SocketError.AddressNotAvailable =>
            $"Address {endpoint.Address} does not belong to this machine: set {SiloOptions.Section}:{nameof(SiloOptions.Address)} "
            + "to one that does, such as 127.0.0.1.",
        SocketError.AccessDenied =>
            $"Port {endpoint.Port} may not be opened by this user: set {option} to a port above 1023.",
        _ => $"Port {endpoint.Port} of {endpoint.Address} cannot be opened ({exception.Message}): set {option} to another port.",
    };
}
