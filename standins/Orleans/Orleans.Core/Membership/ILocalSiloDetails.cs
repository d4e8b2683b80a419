namespace Orleans.Runtime;

/// <summary>Who this silo is.</summary>
public interface ILocalSiloDetails
{
    /// <summary>The name of the silo.</summary>
    string Name { get; }

    /// <summary>The cluster to which it belongs.</summary>
    string ClusterId { get; }

    /// <summary>The host name of its machine.</summary>
    string DnsHostName { get; }

    /// <summary>The address at which other silos reach it.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>The address at which clients reach it; its port is 0 if it is no gateway.</summary>
    SiloAddress GatewayAddress { get; }
}
