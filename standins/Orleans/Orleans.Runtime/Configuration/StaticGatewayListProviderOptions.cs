namespace Orleans.Configuration;

/// <summary>The gateways of a client whose gateway list never changes.</summary>
public class StaticGatewayListProviderOptions
{
    /// <summary>Gets or sets the gateways, in the form <c>gwy.tcp://127.0.0.1:30000/0</c>.</summary>
    public List<Uri> Gateways { get; set; } = [];
}
