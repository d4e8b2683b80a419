using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Adds code that runs when a silo starts.</summary>
public static class SiloBuilderStartupExtensions
{
    /// <summary>Adds a startup task.</summary>
    /// <typeparam name="TStartup">The type of the task.</typeparam>
    /// <param name="builder">The silo builder.</param>
    /// <param name="stage">The stage of the silo lifecycle.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddStartupTask<TStartup>(this ISiloBuilder builder, int stage = ServiceLifecycleStage.Active)
        where TStartup : class, IStartupTask =>
        builder.AddStartupTask((services, cancellationToken) => ActivatorUtilities.GetServiceOrCreateInstance<TStartup>(services).Execute(cancellationToken), stage);

    /// <summary>Adds a startup task.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="startupTask">The task.</param>
    /// <param name="stage">The stage of the silo lifecycle.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddStartupTask(this ISiloBuilder builder, IStartupTask startupTask, int stage = ServiceLifecycleStage.Active) =>
        builder.AddStartupTask((_, cancellationToken) => startupTask.Execute(cancellationToken), stage);

    /// <summary>Adds a startup task.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="startupTask">The task.</param>
    /// <param name="stage">The stage of the silo lifecycle.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddStartupTask(
        this ISiloBuilder builder, Func<IServiceProvider, CancellationToken, Task> startupTask, int stage = ServiceLifecycleStage.Active)
    {
        ArgumentNullException.ThrowIfNull(startupTask);
        return builder.ConfigureServices(collection =>
            collection.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => new StartupTaskParticipant(services, startupTask, stage)));
    }

    private sealed class StartupTaskParticipant(IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> task, int stage)
        : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) =>
            lifecycle.Subscribe("startup task", stage, cancellationToken => task(services, cancellationToken));
    }
}
