using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using System.Numerics;

namespace Orleans.Serialization.TypeSystem;

/// <summary>Types whose name on the wire is a number: their place in this list. New ones are added at its end only.</summary>
internal static class WellKnownTypes
{
    public static readonly Type[] All =
    [
        typeof(object), typeof(bool), typeof(char), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint),
        typeof(long),
        typeof(ulong), typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(Int128), typeof(UInt128), typeof(BigInteger),
        typeof(string), typeof(Guid),
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Uri), typeof(Version),
            typeof(
            CultureInfo), typeof(IPAddress), typeof(IPEndPoint),
        typeof(Type), typeof(CancellationToken), typeof(Exception), typeof(GrainReference), typeof(CompletedResponse), typeof(
            ExceptionResponse), typeof(Response<>), typeof(Nullable<>),
        typeof(byte[]), typeof(int[]), typeof(float[]), typeof(double[]), typeof(string[]), typeof(long[]), typeof(object[]),
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(SortedSet<>), typeof(
            SortedDictionary<,>), typeof(SortedList<,>),
        typeof(Collection<>), typeof(ReadOnlyCollection<>), typeof(ReadOnlyDictionary<,>), typeof(ConcurrentQueue<>), typeof(
            ConcurrentDictionary<,>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(
            ImmutableQueue<>), typeof(ImmutableStack<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(FrozenDictionary<,>), typeof(FrozenSet<>),
        typeof(Memory<>), typeof(ReadOnlyMemory<>), typeof(ArraySegment<>), typeof(KeyValuePair<,>),
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>), typeof(
            ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>),
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>), typeof(
            Tuple<,,,,,,>),
        typeof(IEnumerable<>), typeof(ICollection<>), typeof(IReadOnlyCollection<>), typeof(IList<>), typeof(IReadOnlyList<>), typeof(
            IDictionary<,>), typeof(IReadOnlyDictionary<,>),
        typeof(ISet<>), typeof(IReadOnlySet<>), typeof(IAsyncEnumerable<>),
        typeof(GrainId), typeof(GrainType), typeof(GrainInterfaceType), typeof(IdSpan), typeof(ActivationId), typeof(SiloAddress), typeof(
            MembershipVersion),
    ];
}
