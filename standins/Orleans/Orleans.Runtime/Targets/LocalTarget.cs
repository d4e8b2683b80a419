using Orleans.Runtime.Activations;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Scheduling;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Targets;

/// <summary>An object of this process that is called like a grain but is none: an observer, or a part of the runtime.</summary>
internal abstract class LocalTarget : IGrainContext, IRequestRunner
{
    private readonly WorkItemGroup _scheduler;
    private readonly LocalTargetServices _services;
    private MessageList _waiting;
    private int _running;

    /// <summary>Initializes the target.</summary>
    protected LocalTarget(GrainId grainId, SiloAddress? silo, LocalTargetServices services)
    {
        _services = services;
        _scheduler = new WorkItemGroup(this, services.Scheduling);
        Address = new GrainAddress { GrainId = grainId, ActivationId = ActivationId.NewId(), SiloAddress = silo };
    }

    /// <inheritdoc/>
    public GrainAddress Address { get; }

    /// <inheritdoc/>
    public GrainId GrainId => Address.GrainId;

    /// <inheritdoc/>
    public ActivationId ActivationId => Address.ActivationId;

    /// <inheritdoc/>
    public GrainReference GrainReference => _services.References.CreateReference(GrainId, default);

    /// <inheritdoc/>
    public abstract object? GrainInstance { get; }

    /// <inheritdoc/>
    public IServiceProvider ActivationServices => _services.Services;

    /// <inheritdoc/>
    public IGrainLifecycle ObservableLifecycle => throw new NotSupportedException($"{this} has no lifecycle of its own.");

    /// <inheritdoc/>
    public IWorkItemScheduler Scheduler => _scheduler;

    /// <inheritdoc/>
    public Task Deactivated => Task.CompletedTask;

    /// <summary>Gets whether a request runs only after the one before it has ended.</summary>
    protected abstract bool IsSequential { get; }

    /// <inheritdoc/>
    public object? GetTarget() => GrainInstance;

    /// <inheritdoc/>
    public virtual object? GetComponent(Type componentType) =>
        componentType.IsInstanceOfType(this) ? this : componentType.IsInstanceOfType(GrainInstance) ? GrainInstance : null;

    /// <inheritdoc/>
    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw new NotSupportedException($"{this} has a fixed set of components.");

    /// <inheritdoc/>
    public void ReceiveMessage(object message)
    {
        var request = (Message)message;
        if (request.Direction == MessageDirection.Cancellation)
        {
            return;
        }

        lock (Address)
        {
            if (IsSequential && _running > 0 && !request.IsAlwaysInterleave)
            {
                _waiting.Add(request);
                return;
            }

            _running++;
        }

        _scheduler.Enqueue(request);
    }

    /// <inheritdoc/>
    public void RunRequest(Message message) => _ = RunAsync(message);

    /// <inheritdoc/>
    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        // Such a target is always active.
    }

    /// <inheritdoc/>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        // Such a target lives as long as its owner.
    }

    /// <inheritdoc/>
    public void Rehydrate(IRehydrationContext context)
    {
        // Such a target never moves.
    }

    /// <inheritdoc/>
    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        // Such a target never moves.
    }

    /// <inheritdoc/>
    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override string ToString() => GrainId.ToString();

    private async Task RunAsync(Message message)
    {
        Response response;
        try
        {
            RequestContext.Import(message.RequestContextData, message.CallChainId);
            if (GrainInstance is null)
            {
                throw new ClientNotAvailableException($"The object behind {GrainId} has been garbage collected; keep a reference to it as long as it is called.");
            }

            message.Request.SetTarget(this);
            response = await message.Request.Invoke();
        }
        catch (Exception exception)
        {
            response = Response.FromException(exception);
        }

        _services.Responder.Respond(GrainId, message, response);
        Message? next;
        lock (Address)
        {
            _running--;
            next = _running == 0 ? _waiting.First : null;
            if (next is not null)
            {
                _waiting.Remove(next);
                _running++;
            }
        }

        if (next is not null)
        {
            _scheduler.Enqueue(next);
        }
    }
}
