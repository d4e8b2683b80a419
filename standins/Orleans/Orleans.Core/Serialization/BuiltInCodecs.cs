using System.Collections.Frozen;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Makes the codecs of types that need no generated code.</summary>
internal static class BuiltInCodecs
{
    private static readonly FrozenDictionary<Type, Type> Simple = new[]
    {
        typeof(SByteCodec), typeof(Int16Codec), typeof(Int32Codec), typeof(Int64Codec), typeof(ByteCodec), typeof(UInt16Codec), typeof(
            UInt32Codec), typeof(UInt64Codec),
        typeof(CharCodec), typeof(BooleanCodec), typeof(SingleCodec), typeof(DoubleCodec), typeof(HalfCodec), typeof(DecimalCodec), typeof(
            BigIntegerCodec),
        typeof(Fixed128Codec<Guid>), typeof(Fixed128Codec<Int128>), typeof(Fixed128Codec<UInt128>),
        typeof(TimeSpanCodec), typeof(DateTimeCodec), typeof(DateOnlyCodec), typeof(TimeOnlyCodec), typeof(DateTimeOffsetCodec), typeof(
            CancellationTokenCodec),
        typeof(StringCodec), typeof(UriCodec), typeof(VersionCodec), typeof(CultureInfoCodec), typeof(IPAddressCodec), typeof(
            IPEndPointCodec), typeof(TypeCodec),
        typeof(IdSpanCodec), typeof(GrainTypeCodec), typeof(GrainInterfaceTypeCodec), typeof(GrainIdCodec), typeof(ActivationIdCodec),
        typeof(MembershipVersionCodec), typeof(SiloAddressCodec),
        typeof(CompletedResponseCodec), typeof(ExceptionResponseCodec),
    }.ToFrozenDictionary(CodecTypes.GetTarget);

    private static readonly FrozenDictionary<Type, Type> Generic = new[]
    {
        typeof(NullableCodec<>), typeof(KeyValuePairCodec<,>), typeof(ResultResponseCodec<>), typeof(MemoryCodec<>), typeof(
            ArraySegmentCodec<>),
        typeof(ListCodec<>), typeof(QueueCodec<>), typeof(StackCodec<>), typeof(HashSetCodec<>), typeof(SortedSetCodec<>), typeof(
            CollectionCodec<>),
        typeof(ReadOnlyCollectionCodec<>), typeof(ConcurrentQueueCodec<>), typeof(DictionaryCodec<,>), typeof(SortedDictionaryCodec<,>),
        typeof(SortedListCodec<,>),
        typeof(ConcurrentDictionaryCodec<,>), typeof(ReadOnlyDictionaryCodec<,>), typeof(ImmutableArrayCodec<>), typeof(
            ImmutableListCodec<>), typeof(ImmutableHashSetCodec<>),
        typeof(ImmutableSortedSetCodec<>), typeof(ImmutableQueueCodec<>), typeof(ImmutableStackCodec<>), typeof(
            ImmutableDictionaryCodec<,>),
            typeof(ImmutableSortedDictionaryCodec<,>),
        typeof(FrozenDictionaryCodec<,>), typeof(FrozenSetCodec<>), typeof(ReadOnlyMemoryCodec<>),
        typeof(ValueTupleCodec<>), typeof(ValueTupleCodec<,>), typeof(ValueTupleCodec<,,>), typeof(ValueTupleCodec<,,,>), typeof(
            ValueTupleCodec<,,,,>), typeof(ValueTupleCodec<,,,,,>), typeof(ValueTupleCodec<,,,,,,>),
    }.ToFrozenDictionary(CodecTypes.GetTarget);

    private static readonly FrozenDictionary<Type, Type> Converters = new[]
    {
        typeof(TupleConverter<>), typeof(TupleConverter<,>), typeof(TupleConverter<,,>), typeof(TupleConverter<,,,>), typeof(
            TupleConverter<,,,,>), typeof(TupleConverter<,,,,,>), typeof(TupleConverter<,,,,,,>),
    }.ToFrozenDictionary(static converter => CodecTypes.GetConverted(converter).Value.GetGenericTypeDefinition());

    public static Codec? TryCreate(Type type, CodecProvider provider)
    {
        if (Simple.TryGetValue(type, out var simple)) return CodecProvider.Instantiate(simple);
        if (type.IsEnum) return CodecProvider.Instantiate(typeof(EnumCodec<>), [type]);
        if (type.IsArray) return CreateArray(type, provider);
        if (type.IsAssignableTo(typeof(Exception)))
        {
            return !type.IsAbstract && !provider.ExceptionTypes.IsSupported(type) ? null
                : CodecProvider.Instantiate(typeof(ExceptionCodec<>), [type]);
        }
        if (type.IsAssignableTo(typeof(Type))) return new TypeCodec();
        if (type.IsAssignableTo(typeof(GrainReference))) return new GrainReferenceCodec<GrainReference>();
        if (type.IsInterface && type.IsAssignableTo(typeof(IAddressable)))
        {
            return CodecProvider.Instantiate(typeof(GrainReferenceCodec<>), [type]);
        }
        if (type.IsAssignableTo(typeof(IAddressable)) && type.IsClass)
        {
            return CodecProvider.Instantiate(typeof(GrainReferenceCodec<>), [type]);
        }
        if (type.IsConstructedGenericType && CreateGeneric(type, provider) is { } generic) return generic;
        if (type.IsInterface || type.IsAbstract || type == typeof(object))
        {
            return CodecProvider.Instantiate(typeof(AbstractCodec<>), [type]);
        }
        return CreateForBaseOrElements(type, provider);
    }

    private static Codec? CreateGeneric(Type type, CodecProvider provider)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        foreach (var argument in arguments)
        {
            if (argument.IsByRefLike || provider.TryGetCodec(argument) is null) return null;
        }

        if (Blittable.Contains(arguments[0]))
        {
            if (definition == typeof(List<>)) return CodecProvider.Instantiate(typeof(BlittableListCodec<>), arguments);
            if (definition == typeof(ReadOnlyMemory<>)) return CodecProvider.Instantiate(typeof(BlittableMemoryCodec<>), arguments);
        }

        if (Converters.TryGetValue(definition, out var converter))
        {
            var constructed = converter.MakeGenericType(arguments);
            return CodecProvider.Instantiate(
                typeof(ConvertingCodec<,>), [type, CodecTypes.GetConverted(constructed).Surrogate], Activator.CreateInstance(constructed)!);
        }

        return Generic.TryGetValue(definition, out var codec) ? CodecProvider.Instantiate(codec, arguments) : null;
    }

    private static Codec? CreateArray(Type type, CodecProvider provider)
    {
        var element = type.GetElementType()!;
        if (provider.TryGetCodec(element) is null) return null;
        if (type.GetArrayRank() > 1) return CodecProvider.Instantiate(typeof(MultiDimensionalArrayCodec<,>), [type, element]);
        return CodecProvider.Instantiate(Blittable.Contains(element) ? typeof(BlittableArrayCodec<>) : typeof(ArrayCodec<>), [element]);
    }

    /// <summary>Frozen collections are used through their abstract type; other sequences travel as lists.</summary>
    private static Codec? CreateForBaseOrElements(Type type, CodecProvider provider)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsConstructedGenericType && parent.GetGenericTypeDefinition() is var definition
                && (definition == typeof(FrozenDictionary<,>) || definition == typeof(FrozenSet<>)))
            {
                return provider.TryGetCodec(parent);
            }
        }

        foreach (var contract in type.GetInterfaces())
        {
            if (!contract.IsConstructedGenericType || contract.GetGenericTypeDefinition() != typeof(IEnumerable<>)) continue;
            if (!type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)
                && type.Assembly != typeof(Enumerable).Assembly)
            {
                continue;
            }
            var element = contract.GetGenericArguments()[0];
            if (provider.TryGetCodec(element) is not null)
            {
                return CodecProvider.Instantiate(typeof(SequenceAsListCodec<,>), [type, element]);
            }
        }

        return null;
    }
}
