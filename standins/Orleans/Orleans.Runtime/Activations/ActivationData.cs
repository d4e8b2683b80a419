using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Runtime.Lifecycle;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Scheduling;
using Orleans.Runtime.Timers;

namespace Orleans.Runtime.Activations;

/// <summary>
/// One activation of a grain: its identity, its turns, and the requests that wait for it or run in it.
/// All fields that requests change are guarded by a lock on this object, which nobody outside takes.
/// </summary>
internal sealed partial class ActivationData : IGrainContext, IRequestRunner, IGrainExtensionBinder, ICallChainReentrantGrainContext, IKeyedServiceProvider
{
    private readonly WorkItemGroup _scheduler;
    private ActivationExtras? _extras;
    private GrainReference? _reference;
    private ActivationState _state;
    private bool _finishing;
    private volatile bool _isRegistered;
    private long _idleSince;
    private MessageList _waiting;
    private MessageList _running;
    private Message? _blocking;

    /// <summary>Initializes an activation; <see cref="StartActivation"/> brings it to life.</summary>
    public ActivationData(GrainTypeContext type, GrainAddress address)
    {
        Type = type;
        Address = address;
        _scheduler = new WorkItemGroup(this, type.Silo.Scheduling);
        _idleSince = type.Silo.Clock.GetTimestamp();
    }

    /// <summary>Gets what all activations of the grain type share.</summary>
    public GrainTypeContext Type { get; }

    /// <inheritdoc/>
    public GrainAddress Address { get; }

    /// <inheritdoc/>
    public GrainId GrainId => Address.GrainId;

    /// <inheritdoc/>
    public ActivationId ActivationId => Address.ActivationId;

    /// <inheritdoc/>
    public object? GrainInstance { get; private set; }

    /// <inheritdoc/>
    public GrainReference GrainReference => _reference ??= Type.Silo.References.CreateReference(GrainId, default);

    /// <inheritdoc/>
    public IServiceProvider ActivationServices => this;

    /// <inheritdoc/>
    public IGrainLifecycle ObservableLifecycle => Extras.Lifecycle ??= new GrainLifecycle();

    /// <inheritdoc/>
    public IWorkItemScheduler Scheduler => _scheduler;

    /// <summary>Gets the state.</summary>
    public ActivationState State => _state;

    /// <summary>Gets or sets whether the directory has the activation, as far as this silo knows.</summary>
    public bool IsRegistered
    {
        get => _isRegistered;
        set => _isRegistered = value;
    }

    /// <summary>Gets the number of requests that run or wait.</summary>
    public int Load => _running.Count + _waiting.Count;

    /// <summary>Gets the worker set that this activation belongs to, for a stateless worker.</summary>
    public StatelessWorkerContext? Workers { get; init; }

    /// <inheritdoc/>
    public Task Deactivated
    {
        get
        {
            lock (this)
            {
                if (_state == ActivationState.Invalid)
                {
                    return Task.CompletedTask;
                }

                return (Extras.Deactivated ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    private ActivationExtras Extras
    {
        get
        {
            if (_extras is null)
            {
                Interlocked.CompareExchange(ref _extras, new ActivationExtras(), null);
            }

            return _extras;
        }
    }

    private IServiceProvider ScopedServices
    {
        get
        {
            lock (Extras)
            {
                return (Extras.Scope ??= Type.Silo.Services.CreateScope()).ServiceProvider;
            }
        }
    }

    /// <inheritdoc/>
    public object? GetTarget() => GrainInstance;

    /// <inheritdoc/>
    public object? GetComponent(Type componentType)
    {
        if (_extras?.Components is { } components)
        {
            lock (components)
            {
                if (components.TryGetValue(componentType, out var component))
                {
                    return component;
                }
            }
        }

        if (componentType.IsInstanceOfType(this))
        {
            return this;
        }

        return GrainInstance is not null && componentType.IsInstanceOfType(GrainInstance) ? GrainInstance : CreateExtension(componentType);
    }

    /// <inheritdoc/>
    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        var components = GetComponents();
        lock (components)
        {
            if (value is null)
            {
                components.Remove(typeof(TComponent));
            }
            else
            {
                components[typeof(TComponent)] = value;
            }
        }
    }

    /// <inheritdoc/>
    public TExtensionInterface GetExtension<TExtensionInterface>()
        where TExtensionInterface : class, IGrainExtension =>
        (TExtensionInterface?)GetComponent(typeof(TExtensionInterface))
        ?? throw new GrainExtensionNotInstalledException(
            $"The extension {typeof(TExtensionInterface)} is not installed on {GrainId}. Register it with AddGrainExtension.");

    /// <inheritdoc/>
    public (TExtension, TExtensionInterface) GetOrSetExtension<TExtension, TExtensionInterface>(Func<TExtension> newExtensionFunc)
        where TExtension : class, TExtensionInterface
        where TExtensionInterface : class, IGrainExtension
    {
        ArgumentNullException.ThrowIfNull(newExtensionFunc);
        var reference = GrainReference.Cast<TExtensionInterface>();
        var components = GetComponents();
        lock (components)
        {
            if (!components.TryGetValue(typeof(TExtensionInterface), out var extension))
            {
                components[typeof(TExtensionInterface)] = extension = newExtensionFunc();
            }

            return extension is TExtension typed
                ? (typed, reference)
                : throw new InvalidOperationException(
                    $"{GrainId} already has the extension {extension.GetType()} for {typeof(TExtensionInterface)}; it cannot have {typeof(TExtension)} too.");
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType)
    {
        // Every grain asks for the runtime when it is constructed; that alone must not cost a service scope.
        if (serviceType == typeof(IGrainRuntime))
        {
            return Type.Silo.GrainRuntime;
        }

        return serviceType == typeof(IGrainContext) || serviceType == typeof(IServiceProvider) ? this : ScopedServices.GetService(serviceType);
    }

    /// <inheritdoc/>
    public object? GetKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)ScopedServices).GetKeyedService(serviceType, serviceKey);

    /// <inheritdoc/>
    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)ScopedServices).GetRequiredKeyedService(serviceType, serviceKey);

    /// <summary>Keeps the activation from being collected for some time; a negative time ends an earlier delay.</summary>
    public void DelayDeactivation(TimeSpan time)
    {
        var clock = Type.Silo.Clock;
        Extras.KeepAliveUntil = time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : time < TimeSpan.Zero ? 0 : clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency);
    }

    /// <summary>Remembers a timer until it is disposed, so that it ends with the activation.</summary>
    public void AddTimer(GrainTimer timer)
    {
        lock (this)
        {
            (Extras.Timers ??= []).Add(timer);
        }
    }

    /// <summary>Forgets a timer.</summary>
    public void RemoveTimer(GrainTimer timer)
    {
        lock (this)
        {
            _extras?.Timers?.Remove(timer);
        }
    }

    /// <inheritdoc/>
    public void OnEnterReentrantSection(Guid reentrancyId)
    {
        lock (this)
        {
            var chains = Extras.ReentrantChains ??= [];
            chains[reentrancyId] = chains.GetValueOrDefault(reentrancyId) + 1;
        }
    }

    /// <inheritdoc/>
    public void OnExitReentrantSection(Guid reentrancyId)
    {
        lock (this)
        {
            if (_extras?.ReentrantChains is { } chains && chains.TryGetValue(reentrancyId, out var count))
            {
                if (count == 1)
                {
                    chains.Remove(reentrancyId);
                }
                else
                {
                    chains[reentrancyId] = count - 1;
                }
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override string ToString() => $"activation {ActivationId} of {GrainId} ({_state})";

    private Dictionary<Type, object> GetComponents()
    {
        lock (Extras)
        {
            return Extras.Components ??= [];
        }
    }

    private object? CreateExtension(Type type)
    {
        if (!typeof(IGrainExtension).IsAssignableFrom(type) || Type.Silo.Services is not IKeyedServiceProvider)
        {
            return null;
        }

        // Extensions are registered by their interface; each activation has its own instance, created when it is first needed.
        var registration = Type.Silo.Services.GetKeyedService<GrainExtensionRegistration>(type);
        if (registration is null)
        {
            return null;
        }

        var components = GetComponents();
        lock (components)
        {
            if (!components.TryGetValue(type, out var extension))
            {
                components[type] = extension = registration.Create(this);
            }

            return extension;
        }
    }
}
