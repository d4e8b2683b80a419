using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansML.Silo;
using OrleansML.Testing;

namespace OrleansML.CliTests.Silo;

public sealed class SiloHostTests
{
    [Fact]
    public void Build_ViolationsInSeveralSections_ReportsAllAtOnce()
    {
        var exception = Assert.Throws<StartupException>(() => SiloHost.Build(
            SiloRole.All,
            "--OrleansML:Silo:Pool=a b",
            "--OrleansML:Silo:SiloPort=70000",
            "--OrleansML:Inference:DeviceThreads=-3",
            "--OrleansML:Gateway:Port=99999",
            "--OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317"));

        Assert.Equal(
            [
                "OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317'; it must be the URL of a collector, such as http://127.0.0.1:4317.",
                "OrleansML:Gateway:Port is 99999; it must lie between 0 and 65535.",
                "OrleansML:Inference:DeviceThreads is -3; it must lie between 0 and 256.",
                "OrleansML:Silo:Pool is 'a b'; it must be 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.",
                "OrleansML:Silo:SiloPort is '70000'; it must lie between 1 and 65535.",
            ],
            exception.Violations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_ValueOfOtherType_NamesOptionValueAndType()
    {
        var exception = Assert.Throws<StartupException>(() => SiloHost.Build(SiloRole.Silo, "--OrleansML:Silo:SiloPort=many"));

        Assert.Equal(
            ["Failed to convert configuration value 'many' at 'OrleansML:Silo:SiloPort' to type 'System.Int32'."], exception.Violations);
    }

    [Fact]
    public void Build_TakenPortsAndUnusableDirectory_ReportsAllAtOnce()
    {
        using var directory = new TemporaryDirectory();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var data = directory.Unusable("data");

        var exception = Assert.Throws<StartupException>(() => SiloHost.Build(
            SiloRole.All,
            $"--OrleansML:Silo:SiloPort={port}",
            $"--OrleansML:Silo:DataDirectory={data}",
            $"--OrleansML:Gateway:Port={port}"));

        Assert.Contains(
            $"Port {port} of 127.0.0.1 is taken by another process: stop that process, or set OrleansML:Silo:SiloPort (--silo-port) to a free port.",
            exception.Violations);
        Assert.Contains(
            $"Port {port} of 127.0.0.1 is taken by another process: stop that process, or set OrleansML:Gateway:Port (--port) to a free port.",
            exception.Violations);
        Assert.Contains(exception.Violations, violation =>
            violation.StartsWith($"Data directory '{data}' cannot be written (", StringComparison.Ordinal)
            && violation.EndsWith("): give this process write access, or set OrleansML:Silo:DataDirectory (--data) to another directory.", StringComparison.Ordinal));
    }

    [Fact]
    public void Build_AddressOfAnotherMachine_SaysSo()
    {
        // 192.0.2.0/24 is set aside for documentation (RFC 5737); no machine has it.
        using var directory = new TemporaryDirectory();
        var exception = Assert.Throws<StartupException>(() => SiloHost.Build(
            SiloRole.Silo, "--OrleansML:Silo:Address=192.0.2.1", $"--OrleansML:Silo:DataDirectory={directory.Path}"));

        Assert.Equal(
            "Address 192.0.2.1 does not belong to this machine: set OrleansML:Silo:Address to one that does, such as 127.0.0.1.",
            exception.Violations[0]);
    }
}
