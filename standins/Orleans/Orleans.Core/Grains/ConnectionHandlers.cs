namespace Orleans;

/// <summary>Called when a client has lost its last gateway.</summary>
public delegate void ConnectionToClusterLostHandler(object? sender, EventArgs e);

/// <summary>Called when the number of gateways of a client has changed.</summary>
public delegate void GatewayCountChangedHandler(object? sender, GatewayCountChangedEventArgs e);
