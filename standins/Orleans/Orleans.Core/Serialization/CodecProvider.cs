using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.TypeSystem;
using OrleansStandIn.Generated;

namespace Orleans.Serialization.Serializers;

/// <summary>Finds the codec of every type: the generated ones of the manifests, converters, and those built in.</summary>
public sealed class CodecProvider
{
    private readonly ConcurrentDictionary<Type, Codec?> _codecs = new();
    private readonly Dictionary<Type, Type> _generated = [];
    private readonly Dictionary<Type, Type> _converters = [];
    private readonly Dictionary<Type, Codec?> _building = [];
    private readonly Lock _lock = new();
    private int _depth;

    /// <summary>Collects what the manifests offer.</summary>
    public CodecProvider(IServiceProvider serviceProvider, IOptions<TypeManifestOptions> codecConfiguration)
    {
        Services = serviceProvider;
        Registry = new(codecConfiguration);
        ExceptionTypes = new(serviceProvider.GetService<IOptions<ExceptionSerializationOptions>>()?.Value ?? new());
        foreach (var codec in codecConfiguration.Value.Serializers) _generated[CodecTypes.GetTarget(codec)] = codec;
        foreach (var converter in codecConfiguration.Value.Converters)
        {
            _converters[Definition(CodecTypes.GetConverted(converter).Value)] = converter;
        }
    }

    /// <summary>The services from which converters are made.</summary>
    public IServiceProvider Services { get; }

    internal TypeRegistry Registry { get; }

    internal ExceptionTypes ExceptionTypes { get; }

    internal Codec<T> GetCodec<T>() => (Codec<T>)GetCodec(typeof(T));

    internal Codec GetCodec(Type type) => TryGetCodec(type) ?? throw new CodecNotFoundException(
        $"No serializer is known for type {type}. Mark it with [GenerateSerializer] and its members with [Id], or register a "
            + $"converter, and compile its assembly with the code generator.");

    internal Codec? TryGetCodec(Type type) => _codecs.TryGetValue(type, out var codec) ? codec : Build(type);

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>
    /// Builds a codec and those it needs. Until all are ready nobody else sees any of them, so codecs may refer to each other in cycles.
    /// </summary>
    private Codec? Build(Type type)
    {
        lock (_lock)
        {
            if (_codecs.TryGetValue(type, out var codec) || _building.TryGetValue(type, out codec)) return codec;
            _depth++;
            try
            {
                codec = Create(type);
                if (!_building.TryAdd(type, codec)) return _building[type];
                codec?.Initialize(this);
                if (_depth == 1)
                {
                    foreach (var (key, value) in _building) _codecs.TryAdd(key, value);
                }

                return codec;
            }
            finally
            {
                if (--_depth == 0) _building.Clear();
            }
        }
    }

    private Codec? Create(Type type)
    {
        if (_generated.TryGetValue(type, out var codecType)) return Instantiate(codecType);
        if (type.IsConstructedGenericType && _generated.TryGetValue(type.GetGenericTypeDefinition(), out codecType))
        {
            return Instantiate(codecType, type.GetGenericArguments());
        }
        if (_converters.TryGetValue(Definition(type), out var converterType)) return CreateConverting(type, converterType);
        return BuiltInCodecs.TryCreate(type, this);
    }

    private Codec CreateConverting(Type type, Type converterType)
    {
        if (converterType.IsGenericTypeDefinition) converterType = converterType.MakeGenericType(type.GetGenericArguments());
        var converter = ActivatorUtilities.GetServiceOrCreateInstance(Services, converterType);
        return Instantiate(typeof(ConvertingCodec<,>), [type, CodecTypes.GetConverted(converterType).Surrogate], converter);
    }

    internal static Codec Instantiate(Type definition, Type[]? typeArguments = null, params object[] arguments)
        => (Codec)Activator.CreateInstance(typeArguments is null ? definition : definition.MakeGenericType(typeArguments), arguments)!;
}
