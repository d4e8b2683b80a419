using System.Net;

namespace OrleansML.Silo.Health;

/// <summary>Where a silo without gateway answers health probes. Bound from section <c>OrleansML:Health</c>.</summary>
public sealed class HealthServerOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Health";

    /// <summary>HTTP port for <c>/health/live</c> and <c>/health/ready</c> in role silo. 0 to 65535; default 0, none.</summary>
    public int Port { get; set; }

    /// <summary>IP address to answer probes on. Default 127.0.0.1: this machine only.</summary>
    public string Address { get; set; } = IPAddress.Loopback.ToString();
}
