namespace Orleans.Runtime;

/// <summary>An activation, as the runtime and its extensions see it.</summary>
public interface IGrainContext : ITargetHolder, IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The identity of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object, or null before it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>The identity of the activation.</summary>
    ActivationId ActivationId { get; }

    /// <summary>Grain, activation and silo together.</summary>
    GrainAddress Address { get; }

    /// <summary>The services of the scope of this activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>The lifecycle to which parts of the activation subscribe.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Where work of the activation runs.</summary>
    IWorkItemScheduler Scheduler { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Sets the component of a type, or removes it if null is given.</summary>
    void SetComponent<TComponent>(TComponent? value)
        where TComponent : class;

    /// <summary>Hands a message of the runtime to the activation, which runs or queues it.</summary>
    void ReceiveMessage(object message);

    /// <summary>Starts the activation without waiting until it is active.</summary>
    void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);

    /// <summary>Starts the end of the activation; requests in progress are finished first.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    /// <summary>Gives the parts of the activation the state that was carried along.</summary>
    void Rehydrate(IRehydrationContext context);

    /// <summary>Ends the activation so that placement can choose anew; this runtime carries no state along.</summary>
    void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);
}
