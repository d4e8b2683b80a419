using System.Reflection;
using OrleansML.Models;
using OrleansML.Testing;

namespace OrleansML.UnitTests.Contracts;

/// <summary>
/// What travels between builds is written down in contracts/OrleansML.Contracts/WireContract.txt, so that a change of it shows in the diff. Lines may be
/// added; one that changes or goes breaks clusters in which two builds meet.
/// </summary>
public sealed class WireContractTests
{
    [Fact]
    public void Contracts_EveryAliasAndId_AreThoseWrittenDown()
    {
        var path = Repository.PathOf("contracts", "OrleansML.Contracts", "WireContract.txt");

        Assert.Equal(File.ReadAllLines(path), Describe());
    }

    [Fact]
    public void Contracts_EveryInterfaceMethodAndMessage_HasAnAlias()
    {
        Assert.All(Interfaces(), type => Assert.NotNull(AliasOf(type)));
        Assert.All(Interfaces().SelectMany(MethodsOf), method => Assert.NotNull(AliasOf(method)));
        Assert.All(Messages(), type => Assert.NotNull(AliasOf(type)));
    }

    private static string[] Describe()
    {
        var methods =
            from type in Interfaces()
            from method in MethodsOf(type)
            let parameters = method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken))
            select $"{AliasOf(type)}.{AliasOf(method)}({string.Join(", ", parameters.Select(parameter => Name(parameter.ParameterType)))}) : {Name(method.ReturnType)}";
        var members =
            from type in Messages()
            from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            let id = property.GetCustomAttribute<IdAttribute>()
            where id is not null
            orderby id.Id
            select $"{AliasOf(type)} {id.Id} {property.Name} : {Name(property.PropertyType)}";
        return [.. methods.Order(StringComparer.Ordinal), .. members.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<Type> Interfaces() =>
        typeof(IModelGrain).Assembly.GetTypes().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable)));

    private static IEnumerable<MethodInfo> MethodsOf(Type type) => type.GetMethods().Where(method => method.IsAbstract);

    private static IEnumerable<Type> Messages() =>
        typeof(IModelGrain).Assembly.GetTypes().Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null);

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name.AsSpan(0, type.Name.IndexOf('`'))}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
