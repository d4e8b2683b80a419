using Microsoft.Extensions.Hosting;

namespace Orleans.Runtime.Silos;

/// <summary>Starts and stops the silo with the host, after all configuration has been checked.</summary>
internal sealed class SiloHostedService(Silo silo, IEnumerable<IConfigurationValidator> validators, IHostApplicationLifetime lifetime) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in validators)
        {
            validator.ValidateConfiguration();
        }

        await silo.StartAsync(cancellationToken).ConfigureAwait(false);
        _ = StopHostAsync();
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => silo.StopAsync(cancellationToken);

    private async Task StopHostAsync()
    {
        // A silo that was declared dead stops by itself; a host without its silo would only pretend to work.
        await silo.SiloTerminated.ConfigureAwait(false);
        lifetime.StopApplication();
    }
}
