using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Client;

namespace OrleansML.Gateway.Health;

/// <summary>Healthy when the champion of every required model is loaded somewhere; it starts the loading of those that are not.</summary>
internal sealed partial class RequiredModelsHealthCheck(
    OrleansMLClient client, IOptions<HealthOptions> options, ILogger<RequiredModelsHealthCheck> logger) : IHealthCheck
{
    public const string Name = "models";

    private readonly ConcurrentDictionary<string, bool> _warming = new(StringComparer.Ordinal);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var required = options.Value.RequiredModels;
        var problems = await Task.WhenAll(required.Select(model => CheckAsync(model, cancellationToken)));
        var found = problems.OfType<string>().ToArray();
        return found.Length == 0
            ? HealthCheckResult.Healthy($"{required.Count} required models are loaded.")
            : HealthCheckResult.Unhealthy(string.Join(" ", found));
    }

    private async Task<string?> CheckAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            var replicas = await client.GetReplicasAsync(model, cancellationToken: cancellationToken);
            if (Array.Exists(replicas, static replica => replica.Ready))
                return null;

            if (_warming.TryAdd(model, true))
                _ = WarmAsync(model);
            return $"Model '{model}' is not loaded yet; it is being loaded.";
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.ModelNotFound)
        {
            return $"Model '{model}' is required and nobody registered it: push it, or take it out of {HealthOptions.Section}:{nameof(options.Value.RequiredModels)}.";
        }
        catch (OrleansMLException exception)
        {
            return $"Model '{model}': {exception.Message}";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return $"Model '{model}': its replicas did not answer in time.";
        }
    }

    private async Task WarmAsync(string model)
    {
        try
        {
            await client.WarmAsync(model);
        }
        catch (Exception exception)
        {
            // The next check starts it again.
            LogNotWarmed(logger, model, exception);
        }
        finally
        {
            _warming.TryRemove(model, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Required model {Model} could not be loaded.")]
    private static partial void LogNotWarmed(ILogger logger, string model, Exception exception);
}
