using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

/// <summary>A test that needs a network of its own; skipped, with the reason, where none can be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IsolatedFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Obstacle = new(() => PrivateNetwork.FindObstacleAsync().GetAwaiter().GetResult());

    public IsolatedFactAttribute() => Skip = Obstacle.Value;
}
