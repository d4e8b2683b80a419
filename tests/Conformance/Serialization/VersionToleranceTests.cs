namespace OrleansML.Conformance.Serialization;

public sealed class VersionToleranceTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    [Fact]
    public void Read_OfNewerData_SkipsUnknownIds()
    {
        var person = new Person { Name = "p" };
        var result = fixture.Reread<OrderV2, OrderV1>(new()
        {
            Customer = "c",
            Quantity = 3,
            Currency = "USD",
            Tags = ["a", "b"],
            Contact = person,
            Weights = [1, 2, 3],
            Window = new(1, 2),
            Extra = new List<Person> { person, new Employee { Company = "x" } },
        });
        Assert.Equal(("c", 3), (result.Customer, result.Quantity));
    }

    [Fact]
    public void Read_OfOlderData_LeavesMissingMembersAsConstructed()
    {
        var result = fixture.Reread<OrderV1, OrderV2>(new() { Customer = "c", Quantity = -3 });
        Assert.Equal(("c", -3L, "EUR", null), (result.Customer, result.Quantity, result.Currency, result.Tags));
    }

    [Fact]
    public void Read_OfObjectFirstSeenInUnknownMember_ResolvesReference()
    {
        var person = new Person { Name = "shared", Friend = new() { Name = "friend" } };
        var result = fixture.Reread<SharedV2, SharedV1>(new() { First = person, Second = person });
        Assert.Equal(("shared", "friend"), (result.Second!.Name, result.Second.Friend!.Name));
    }
}
