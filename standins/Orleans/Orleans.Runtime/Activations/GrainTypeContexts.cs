using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Runtime.Manifest;
using Orleans.Runtime.Placement;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Activations;

/// <summary>Computes what the activations of each grain type share.</summary>
internal sealed class GrainTypeContexts(IServiceProvider services, LocalManifest manifest, GenericNames generics)
{
    private readonly ConcurrentDictionary<GrainType, GrainTypeContext> _contexts = new();

    /// <summary>Gets the shared context of a grain type.</summary>
    /// <exception cref="ArgumentException">This silo does not have a class for the grain type.</exception>
    public GrainTypeContext Get(GrainType grainType) =>
        _contexts.TryGetValue(grainType, out var context) ? context : _contexts.GetOrAdd(grainType, Create);

    private static TimeSpan GetCollectionAge(GrainProperties properties, Type grainClass, Configuration.GrainCollectionOptions options)
    {
        if (properties.Properties.TryGetValue(WellKnownGrainTypeProperties.IdleDeactivationPeriod, out var age))
        {
            return age == WellKnownGrainTypeProperties.IndefiniteIdleDeactivationPeriodValue
                ? Timeout.InfiniteTimeSpan
                : TimeSpan.Parse(age, CultureInfo.InvariantCulture);
        }

        return options.ClassSpecificCollectionAge.TryGetValue(grainClass.FullName!, out var configured) ? configured : options.CollectionAge;
    }

    private static bool GetFlag(GrainProperties properties, string name) =>
        properties.Properties.TryGetValue(name, out var value) && bool.TryParse(value, out var flag) && flag;

    private static Func<object, IInvokable, bool>? GetPredicate(GrainProperties properties, Type grainClass)
    {
        if (!properties.Properties.TryGetValue(WellKnownGrainTypeProperties.MayInterleavePredicate, out var name))
        {
            return null;
        }

        var method = grainClass.GetMethod(name, BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy, [typeof(IInvokable)])
            ?? grainClass.GetMethod(name, BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy);
        if (method is null || method.ReturnType != typeof(bool) || method.GetParameters() is not [{ ParameterType: var parameter }] || !parameter.IsAssignableFrom(typeof(IInvokable)))
        {
            throw new InvalidOperationException(
                $"The class {grainClass} has [MayInterleave(\"{name}\")] but no public method bool {name}({nameof(IInvokable)}).");
        }

        if (method.IsStatic)
        {
            var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, request) => predicate(request);
        }

        var invoker = MethodInvoker.Create(method);
        return (grain, request) => (bool)invoker.Invoke(grain, request)!;
    }

    private GrainTypeContext Create(GrainType grainType)
    {
        var (definition, arguments) = GenericNames.Split(grainType.ToString()!);
        var definitionType = GrainType.Create(definition);
        var grainClass = manifest.GetClass(definitionType)
            ?? throw new ArgumentException($"This silo has no grain class for the grain type '{grainType}'.", nameof(grainType));
        grainClass = arguments.Length > 0 ? generics.Construct(grainClass, arguments) : grainClass;
        var properties = manifest.Manifest.Grains[definitionType];
        var silo = services.GetRequiredService<SiloRuntime>();
        var placement = services.GetRequiredService<PlacementRules>().Get(grainType).Strategy;
        var workers = placement as StatelessWorkerPlacement;
        return new GrainTypeContext
        {
            Silo = silo,
            GrainType = grainType,
            Class = grainClass,
            Properties = properties,
            CollectionAge = GetCollectionAge(properties, grainClass, silo.Collection),
            Placement = placement,
            IsReentrant = GetFlag(properties, WellKnownGrainTypeProperties.Reentrant),
            MayInterleave = GetPredicate(properties, grainClass),
            MaxLocalWorkers = workers?.MaxLocal ?? 0,
            RemoveIdleWorkers = workers?.RemoveIdleWorkers ?? false,
            MaxWaitingRequests = workers is null ? silo.Messaging.MaxEnqueuedRequestsHardLimit : silo.Messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker,
            ManyWaitingRequests = workers is null ? silo.Messaging.MaxEnqueuedRequestsSoftLimit : silo.Messaging.MaxEnqueuedRequestsSoftLimit_StatelessWorker,
            Activator = services.GetService<IGrainActivator>() ?? new DefaultGrainActivator(services, grainClass),
            Count = silo.Instruments.GrainCounts.Get(grainClass.FullName!),
            FiltersItself = typeof(IIncomingGrainCallFilter).IsAssignableFrom(grainClass),
        };
    }
}
