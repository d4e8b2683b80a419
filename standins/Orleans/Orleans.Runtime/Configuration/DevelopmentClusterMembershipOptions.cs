using System.Net;

namespace Orleans.Configuration;

/// <summary>Settings of a cluster whose membership lives in the memory of one silo.</summary>
public class DevelopmentClusterMembershipOptions
{
    /// <summary>Gets or sets the endpoint of the silo that keeps the membership; this silo itself where null.</summary>
    public IPEndPoint? PrimarySiloEndpoint { get; set; }
}
