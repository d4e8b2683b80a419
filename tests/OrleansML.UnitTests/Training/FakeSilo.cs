namespace OrleansML.UnitTests.Training;

/// <summary>The silo that a test stands for.</summary>
internal sealed class FakeSilo(SiloAddress address) : ILocalSiloDetails
{
    public string Name => "silo";

    public string ClusterId => "cluster";

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress => address;

    public SiloAddress GatewayAddress => address;
}
