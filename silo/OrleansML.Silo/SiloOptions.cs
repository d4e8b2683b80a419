using System.Net;

namespace OrleansML.Silo;

/// <summary>How a silo joins the cluster, where it listens and where it keeps its data. Bound from section <c>OrleansML:Silo</c>.</summary>
public sealed class SiloOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "OrleansML:Silo";

    /// <summary>Name shown in the cluster status. Default: machine name and silo port.</summary>
    public string? Name { get; set; }

    /// <summary>Pool of the silo; models are placed on silos of their pool. A model name's characters. Default <c>cpu</c>.</summary>
    public string Pool { get; set; } = "cpu";

    /// <summary>Further labels, published with the silo's metadata. Default none; <c>pool</c> is taken.</summary>
    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>IP address that other silos and clients reach this silo at. Default 127.0.0.1: this machine only.</summary>
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>
    /// IP address to listen on where that is not <see cref="Address"/>, for instance behind address translation; 0.0.0.0 is every address
    /// of this machine. Default: <see cref="Address"/>.
    /// </summary>
    public string? ListenAddress { get; set; }

    /// <summary>Port for other silos; 1 to 65535, default 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for Orleans clients; 1 to 65535, default 30000, other than <see cref="SiloPort"/>.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>
    /// The first silo of a cluster without Redis as <c>address:port</c>; it must be up for others to join. Default: this silo is the first.
    /// </summary>
    public string? PrimarySilo { get; set; }

    /// <summary>
    /// Directory of artifacts and, without Redis, grain state, relative to the working directory. Created when missing; shared by all silos
    /// of a cluster. Default <c>data</c>.
    /// </summary>
    public string DataDirectory { get; set; } = "data";
}
