namespace Orleans.Messaging;

/// <summary>Tells clients where the gateways of a cluster are.</summary>
public interface IGatewayListProvider
{
    /// <summary>How old the list may become before it is read again.</summary>
    TimeSpan MaxStaleness { get; }

    /// <summary>Whether the list can change.</summary>
    [Obsolete("This property is ignored; all providers are considered updatable.")]
    bool IsUpdatable { get; }

    /// <summary>Prepares the provider; called once, before the list is read.</summary>
    Task InitializeGatewayListProvider();

    /// <summary>As <see cref="InitializeGatewayListProvider"/>, which is what runs unless this one is implemented.</summary>
    Task InitializeGatewayListProviderAsync(CancellationToken cancellationToken = default) => InitializeGatewayListProvider();

    /// <summary>Returns the gateways as addresses such as <c>gwy.tcp://127.0.0.1:30000/0</c>.</summary>
    Task<IList<Uri>> GetGateways();

    /// <summary>As <see cref="GetGateways"/>, which is what runs unless this one is implemented.</summary>
    Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken = default) => GetGateways();
}
