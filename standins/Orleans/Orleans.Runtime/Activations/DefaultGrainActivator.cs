using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Activations;

namespace Orleans.Runtime;

/// <summary>Creates grain objects with their constructor; its parameters come from the services and from facets such as persistent state.</summary>
public class DefaultGrainActivator : IGrainActivator
{
    private readonly ConstructorInvoker _constructor;
    private readonly Func<IGrainContext, object?>[] _arguments;

    /// <summary>Looks up the constructor.</summary>
    /// <param name="serviceProvider">The services of the silo.</param>
    /// <param name="grainClass">The class of the grain.</param>
    public DefaultGrainActivator(IServiceProvider serviceProvider, Type grainClass)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        ArgumentNullException.ThrowIfNull(grainClass);
        var constructors = grainClass.GetConstructors();
        var constructor = constructors.FirstOrDefault(candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute), inherit: true))
            ?? constructors.MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"The grain class {grainClass} has no public constructor.");
        _constructor = ConstructorInvoker.Create(constructor);
        _arguments = [.. constructor.GetParameters().Select(parameter => GrainArguments.CreateFactory(serviceProvider, grainClass, parameter))];
    }

    /// <inheritdoc/>
    public object CreateInstance(IGrainContext context)
    {
        if (_arguments.Length == 0)
        {
            return _constructor.Invoke();
        }

        var values = new object?[_arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _arguments[i](context);
        }

        return _constructor.Invoke(values.AsSpan());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeInstance(IGrainContext context, object instance)
    {
        switch (instance)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
