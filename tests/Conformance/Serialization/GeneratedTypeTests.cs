namespace OrleansML.Conformance.Serialization;

public sealed class GeneratedTypeTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    [Fact]
    public void RoundTrip_OfClass_KeepsMembersWithIdsOnly()
    {
        var result = fixture.RoundTrip(new Person { Name = "Ada", Age = 36, Friend = new() { Name = "Charles" }, NotSerialized = "x" });
        Assert.Equal(("Ada", 36, "Charles", null), (result.Name, result.Age, result.Friend!.Name, result.NotSerialized));
    }

    [Fact]
    public void RoundTrip_ThroughBaseClass_KeepsTypeAndBothLevels()
    {
        var result = Assert.IsType<Employee>(fixture.RoundTrip<Person>(new Employee { Name = "Ada", Age = 36, Company = "Engine" }));
        Assert.Equal(("Ada", 36, "Engine"), (result.Name, result.Age, result.Company));
    }

    [Fact]
    public void RoundTrip_OfAbstractElements_KeepsTypes()
    {
        var result = fixture.RoundTrip<List<Shape>>(
            [new Circle { Label = "c", Radius = 1.5 }, new Square { Side = 2 }, new Circle { Radius = 3 }]);
        Assert.Equal((1.5, "c"), (Assert.IsType<Circle>(result[0]).Radius, result[0].Label));
        Assert.Equal(2, Assert.IsType<Square>(result[1]).Side);
        Assert.Equal(3, Assert.IsType<Circle>(result[2]).Radius);
    }

    [Fact]
    public void RoundTrip_OfRecords_IsEqual()
    {
        Assert.Equal(new Point(1, 2) { Note = "n" }, fixture.RoundTrip(new Point(1, 2) { Note = "n" }));
        Assert.Equal(new Dog("Rex", 4), fixture.RoundTrip(new Dog("Rex", 4)));
        Assert.Equal(new Dog("Rex", 4), fixture.RoundTrip<Animal>(new Dog("Rex", 4)));
        Assert.Equal(new Range(-1, 1), fixture.RoundTrip(new Range(-1, 1)));
        Assert.Equal(new Range(-1, 1), fixture.RoundTrip<object>(new Range(-1, 1)));
    }

    [Fact]
    public void RoundTrip_OfPrivateAndReadOnlyMembers_KeepsThem()
    {
        var original = new Guarded(42, "a", "b");
        original.SetInner("i");
        var result = fixture.RoundTrip(original);
        Assert.Equal((42, "i"), (result.Secret, result.Inner));
        Assert.Equal(["a", "b"], result.Items);
        Assert.Equal(7, fixture.RoundTrip(new WithoutDefaultConstructor(7)).Number);
        Assert.Equal("r", fixture.RoundTrip(new WithRequired { Name = "r" }).Name);
    }

    [Fact]
    public void RoundTrip_OfStruct_KeepsFields()
    {
        var result = fixture.RoundTrip(new Mutable { Values = [1, 2], Text = "t" });
        Assert.Equal([1, 2], result.Values!);
        Assert.Equal("t", result.Text);
    }

    [Fact]
    public void RoundTrip_OfGenericTypes_IsEqual()
    {
        var result = fixture.RoundTrip(new Box<Person> { Value = new() { Name = "A" }, Others = [new Employee { Company = "C" }] });
        Assert.Equal("A", result.Value!.Name);
        Assert.Equal("C", Assert.IsType<Employee>(result.Others[0]).Company);
        Assert.Equal(5, Assert.IsType<Box<int>>(fixture.RoundTrip<object>(new Box<int> { Value = 5 })).Value);
        Assert.Equal(Color.Blue, fixture.RoundTrip(new Box<Color> { Value = Color.Blue }).Value);
    }

    [Fact]
    public void RoundTrip_OfConvertedType_UsesSurrogate()
    {
        Assert.Equal("f", fixture.RoundTrip(new Foreign("f")).Text);
        Assert.Equal("g", fixture.RoundTrip(new Box<Foreign> { Value = new("g") }).Value!.Text);
        Assert.Equal("h", fixture.Copier.Copy(new Box<Foreign> { Value = new("h") }).Value!.Text);
    }

    [Fact]
    public void RoundTrip_OfCycle_KeepsIdentity()
    {
        var node = new Node();
        node.Next = node;
        node.Children.Add(node);
        var result = fixture.RoundTrip(node);
        Assert.Same(result, result.Next);
        Assert.Same(result, result.Children[0]);
        var copy = fixture.Copier.Copy(node);
        Assert.NotSame(node, copy);
        Assert.Same(copy, copy.Children[0]);
    }

    [Fact]
    public void RoundTrip_OfManySharedObjects_KeepsIdentity()
    {
        var people = Enumerable.Range(0, 100).Select(static i => new Person { Age = i }).ToList();
        var result = fixture.RoundTrip<List<Person>>([.. people, .. people]);
        for (var i = 0; i < 100; i++) Assert.Same(result[i], result[i + 100]);
        Assert.Equal(99, result[199].Age);
    }

    [Fact]
    public void RoundTrip_OfUntrackedObject_MakesTwo()
    {
        var shared = new Untracked { Value = 3 };
        var result = fixture.RoundTrip<List<Untracked>>([shared, shared]);
        Assert.NotSame(result[0], result[1]);
        Assert.Equal(3, result[1].Value);
    }

    [Fact]
    public void Copy_OfImmutableType_IsTheSame()
    {
        var tensor = new Tensor { Data = [1, 2], Shape = [2] };
        Assert.Same(tensor, fixture.Copier.Copy(tensor));
        Assert.Equal([1, 2], fixture.RoundTrip(tensor).Data);
    }

    [Fact]
    public void Copy_OfMembers_SharesOnlyTheImmutable()
    {
        byte[] bytes = [1, 2, 3];
        var original = new Envelope { Shared = [.. bytes], Promised = [.. bytes], Wrapped = new([.. bytes]) };
        var copy = fixture.Copier.Copy(original);
        Assert.NotSame(original.Shared, copy.Shared);
        Assert.Equal(bytes, copy.Shared);
        Assert.Same(original.Promised, copy.Promised);
        Assert.Same(original.Wrapped.Value, copy.Wrapped.Value);
    }

    [Fact]
    public void Copy_OfDerivedType_KeepsType()
    {
        var copy = Assert.IsType<Employee>(fixture.Copier.Copy<Person>(new Employee { Name = "n", Company = "c" }));
        Assert.Equal(("n", "c"), (copy.Name, copy.Company));
    }
}
