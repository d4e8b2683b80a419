using Microsoft.Extensions.Hosting;

namespace Orleans.Runtime.Client;

/// <summary>Connects the client with the host and disconnects it, after all configuration has been checked.</summary>
internal sealed class ClientHostedService(ClientConnector connector, IEnumerable<IConfigurationValidator> validators) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in validators)
        {
            validator.ValidateConfiguration();
        }

        return connector.ConnectAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => connector.DisconnectAsync();
}
